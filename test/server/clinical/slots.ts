import { amountOf, type Amount } from "./amounts.ts";
import { greatest, least, type Rational, sum } from "./rational.ts";
import type { Item, World } from "./records.ts";

/** An item and its "or" alternatives: one of them is eaten (CLINICAL 8). */
export type Slot = Item[];

export function slotsOf(items: readonly Item[]): Slot[] {
  const slots = new Map<string, Slot>();
  for (const item of items) {
    const first = item.alternativeOfId ?? item.id;
    slots.set(first, [...(slots.get(first) ?? []), item]);
  }
  return [...slots.values()];
}

/** What may be in several slots together, whatever is chosen in each. `upTo` null = there is no saying. */
export type Range = { atLeast: Rational; upTo: Rational | null };

export const amountsOf = (world: World, slots: readonly Slot[], nutrientId: number): Amount[][] =>
  slots.map((slot) => slot.map((item) => amountOf(world, item, nutrientId)));

/** The worst combination against a maximum: of each slot the most. */
export const most = (slots: readonly Amount[][]): Range => ({
  atLeast: sum(slots.map((amounts) => greatest(amounts.map((a) => a.known)))),
  upTo: slots.some((amounts) => amounts.some((a) => a.isOpen)) ? null : sum(slots.map((amounts) => greatest(amounts.map((a) => a.known)))),
});

/** The lowest combination: of each slot the least; what one alternative surely holds, the lowest never exceeds. */
export const fewest = (slots: readonly Amount[][]): Range => {
  const atLeast = sum(slots.map((amounts) => least(amounts.map((a) => a.known))));
  const closed = slots.map((amounts) => amounts.filter((a) => !a.isOpen).map((a) => a.known));
  return { atLeast, upTo: closed.some((known) => known.length === 0) ? null : sum(closed.map(least)) };
};

/** The foods without a value, each once. */
export const unknownFoodsOf = (slots: readonly Amount[][]): string[] => [...new Set(slots.flat().flatMap((a) => a.unknownFoods))];
