import type { RouteRecordRaw } from "vue-router";

import type { Role } from "../auth/identity.ts";
import type { StaleLists } from "../graphql/cache.ts";

/** One domain's part of the app: where it stands in the sidebar, what it offers to create, which addresses it owns. */
export interface Feature {
  navigation?: {
    title: string;
    /** Path of an `@mdi/js` icon. */
    icon: string;
    to: string;
    roles: readonly Role[];
  };
  create?: { title: string; icon: string; to: string; roles: readonly Role[] };
  routes: RouteRecordRaw[];
  staleLists?: StaleLists;
}
