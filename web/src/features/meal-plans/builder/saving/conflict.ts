import { findItem, findMeal } from "../document/find-in-plan.ts";
import type { PlanDocument } from "../document/plan-document.ts";
import { addOf } from "../edits/invert-edit.ts";
import type { Change } from "../edits/plan-edit.ts";
import { differences, wordsAt, type PlaceKey } from "./plan-places.ts";
import { rebaseChanges } from "./rebase-changes.ts";

/** A place that mine and theirs may both have changed, in words; null = it is not there. */
export interface ContestedPlace {
  key: PlaceKey;
  before: string | null;
  theirs: string | null;
  mine: string | null;
}

/** Changes of mine that hang together because they are about the same places: kept or given up as one. */
export interface Choice {
  changes: Change[];
  /** Where both changed something; empty = only I did. */
  contested: ContestedPlace[];
}

/** What two people did to one draft at the same time. */
export interface Conflict {
  /** Null where nobody knows. */
  by: string | null;
  choices: Choice[];
  /** What they changed besides, in words as it is now (and as it was, where it is gone). */
  elsewhere: string[];
}

/**
 * Sets my changes beside theirs, place by place. `base` is the plan that both began with, null where it is not known any more;
 * what stood at the places that I changed, each change remembers itself.
 */
export function compareChanges(base: PlanDocument | null, theirs: PlanDocument, changes: readonly Change[], by: string | null): Conflict {
  const mine = rebaseChanges(base ?? theirs, changes).plan;
  const choices = tied(changes).map((group): Choice => {
    const before = new Map<PlaceKey, string | null>();
    for (const change of group) for (const [key, words] of Object.entries(change.was)) if (!before.has(key as PlaceKey)) before.set(key as PlaceKey, words);
    const contested = [...before].flatMap(([key, was]): ContestedPlace[] => {
      const now = wordsAt(theirs, key);
      return now === was ? [] : [{ key, before: was, theirs: now, mine: wordsAt(mine, key) }];
    });
    return { changes: group, contested: contested.length > 0 ? contested : lostGround(base, theirs, group) };
  });
  const own = new Set(changes.flatMap((change) => Object.keys(change.was)));
  const elsewhere = base ? differences(base, theirs).filter((key) => !own.has(key)) : [];
  return { by, choices, elsewhere: elsewhere.map((key) => wordsAt(theirs, key) ?? `Removed: ${wordsAt(base!, key) ?? ""}`) };
}

/** The changes that were chosen, so that they apply to their plan; what they removed and I changed comes back. */
export function chosenChanges(base: PlanDocument | null, theirs: PlanDocument, chosen: readonly Change[]): { kept: Change[]; lost: Change[] } {
  const mine = base && rebaseChanges(base, chosen).plan;
  const kept: Change[] = [];
  const lost: Change[] = [];
  let plan = theirs;
  for (const change of chosen) {
    const applicable = [change, mine && restoring(change, plan, mine)].find((one) => one && rebaseChanges(plan, [one]).lost.length === 0);
    if (applicable) {
      plan = rebaseChanges(plan, [applicable]).plan;
      kept.push(applicable);
    } else if (!isCovered(change, plan, mine)) lost.push(change);
  }
  return { kept, lost };
}

/** The change, with each item that is gone put back as I have it instead of changed. */
function restoring(change: Change, plan: PlanDocument, mine: PlanDocument): Change | null {
  const edits = change.edits.map((edit) => {
    if ((edit.op !== "update_item" && edit.op !== "move_item") || findItem(plan, edit.id)) return edit;
    const place = findItem(mine, edit.id);
    if (!place || !findMeal(plan, place.meal.id)) return edit;
    const add = addOf(place.item, place.meal);
    return add.alternativeOfId && !findItem(plan, add.alternativeOfId) ? { ...add, alternativeOfId: null } : add;
  });
  return edits.every((edit, index) => edit === change.edits[index]) ? null : { ...change, edits };
}

/** Whether what a change wanted is there without it: what it removes is gone, or an item came back as it is in the end. */
function isCovered(change: Change, plan: PlanDocument, mine: PlanDocument | null): boolean {
  const keys = Object.keys(change.was) as PlaceKey[];
  if (change.edits.every((edit) => edit.op.startsWith("remove_"))) return keys.every((key) => wordsAt(plan, key) === null);
  return mine !== null && keys.every((key) => wordsAt(plan, key) === wordsAt(mine, key));
}

/** Where nothing that I changed was touched, but what it stands in is gone. */
function lostGround(base: PlanDocument | null, theirs: PlanDocument, group: readonly Change[]): ContestedPlace[] {
  if (rebaseChanges(theirs, group).lost.length === 0) return [];
  const gone = [...new Set(group.flatMap(groundOf))].filter((key) => wordsAt(theirs, key) === null);
  return gone.map((key) => ({ key, before: base && wordsAt(base, key), theirs: null, mine: base && wordsAt(base, key) }));
}

/** What a change needs to stand in. */
function groundOf({ edits }: Change): PlaceKey[] {
  return edits.flatMap((edit): PlaceKey[] => {
    if (edit.op === "add_item" || edit.op === "move_item") return [`meal:${edit.mealId}`];
    if (edit.op === "add_meal" || edit.op === "move_meal") return [`day:${edit.dayId}`];
    return [];
  });
}

/** Changes grouped by common places, in the order of their first; what stands in a meal or day of mine belongs to it. */
function tied(changes: readonly Change[]): Change[][] {
  const groups: { keys: Set<string>; changes: Change[] }[] = [];
  const own = new Set(changes.flatMap(({ edits }) => edits).flatMap((edit) => (edit.op === "add_meal" ? `meal:${edit.id}` : edit.op === "add_day" ? `day:${edit.id}` : [])));
  for (const change of changes) {
    const keys = [...Object.keys(change.was), ...groundOf(change).filter((key) => own.has(key))];
    const related = groups.filter((group) => keys.some((key) => group.keys.has(key)));
    const [first, ...rest] = related;
    if (!first) {
      groups.push({ keys: new Set(keys), changes: [change] });
      continue;
    }
    for (const other of rest) {
      for (const key of other.keys) first.keys.add(key);
      first.changes.push(...other.changes);
      groups.splice(groups.indexOf(other), 1);
    }
    for (const key of keys) first.keys.add(key);
    first.changes.push(change);
  }
  return groups.map((group) => group.changes.sort((a, b) => changes.indexOf(a) - changes.indexOf(b)));
}
