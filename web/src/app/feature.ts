import type { RouteLocationRaw, RouteRecordRaw } from "vue-router";

import type { StaleLists } from "../graphql/cache.ts";
import type { Capability } from "../graphql/capability.d.ts";

/** A page that the search over everything leads to. */
export interface Place {
  title: string;
  to: RouteLocationRaw;
  /** It is there for whose role may do any of these; nothing = for everybody. */
  needs: readonly Capability[];
  /** What else it is looked for by. */
  words?: string;
}

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
  /** What the search leads to beside these two. */
  places?: readonly Place[];
  routes: RouteRecordRaw[];
  staleLists?: StaleLists;
}
