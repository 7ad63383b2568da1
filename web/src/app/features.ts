import { account } from "../features/account/index.ts";
import { clients } from "../features/clients/index.ts";
import { exports } from "../features/exports/index.ts";
import { mealPlans } from "../features/meal-plans/index.ts";
import { medical } from "../features/medical/index.ts";
import { settings } from "../features/settings/index.ts";
import type { StaleLists } from "../graphql/cache.ts";
import type { Feature } from "./feature.ts";

/** What the app consists of, in the order of the sidebar. */
export const features: Feature[] = [clients, mealPlans, medical, exports, settings, account];

/** Which lists a mutation makes stale, as all features together say. */
export const staleLists: StaleLists = {};
for (const feature of features) {
  for (const [mutation, lists] of Object.entries(feature.staleLists ?? {})) staleLists[mutation] = [...(staleLists[mutation] ?? []), ...lists];
}
