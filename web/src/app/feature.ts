import type { RouteRecordRaw } from "vue-router";

import type { StaleLists } from "../graphql/cache.ts";
import type { Capability } from "../graphql/capability.d.ts";

/** One domain's part of the app: where it stands in the sidebar, what it offers to create, which addresses it owns. */
export interface Feature {
  navigation?: {
    title: string;
    /** Path of an `@mdi/js` icon. */
    icon: string;
    to: string;
    /** It is there for whose role may do any of these. */
    needs: readonly Capability[];
  };
  create?: { title: string; icon: string; to: string; needs: readonly Capability[] };
  routes: RouteRecordRaw[];
  staleLists?: StaleLists;
}
