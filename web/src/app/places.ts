import { session } from "../auth/session.ts";
import type { Place } from "./feature.ts";
import { features } from "./features.ts";

/** Every page that the person's role may use, as the search offers it: sections, their parts, and what can be begun. */
export function offeredPlaces(): (Place & { section: string })[] {
  const all = features.flatMap(({ navigation, create, places }) => [
    ...(navigation ? [{ ...navigation, section: "" }] : []),
    ...(places ?? []).map((place) => ({ ...place, section: navigation?.title ?? "" })),
    ...(create ? [{ ...create, title: `New ${create.title.toLowerCase()}`, section: "" }] : []),
  ]);
  return all.filter(({ needs }) => needs.length === 0 || session.can(...needs));
}
