import { addDays } from "../../../ui/numbers/dates.ts";
import { portionWords } from "../builder/document/plan-words.ts";
import type { ClientFormats } from "./client-formats.ts";
import type { PrintableItem, PrintablePlan, ShoppingList } from "./printable-plan.ts";
import { fill } from "./words/languages.ts";
import type { PrintWords } from "./words/print-words.ts";

/** What is printed, in words only: the page on the screen, the paper and the PDF all show this. */
export interface Sheet {
  title: string;
  clinic: string;
  /** For whom, which days, which version; what is not known is left out. */
  subtitle: string[];
  note: string;
  days: SheetDay[];
  /** Said once, where a figure is a lower bound. */
  footnote: string;
  recipes: SheetRecipe[];
  shopping: SheetShopping | null;
}

export interface SheetDay {
  title: string;
  note: string;
  nutrition: string;
  meals: { id: string; name: string; time: string; note: string; lines: SheetLine[] }[];
}

export interface SheetLine {
  id: string;
  name: string;
  amount: string;
  note: string;
  /** What may be eaten instead. */
  alternatives: { id: string; name: string; amount: string; note: string }[];
}

interface SheetRecipe {
  id: string;
  name: string;
  ingredients: { name: string; amount: string }[];
  remark: string;
  preparation: string;
}

interface SheetShopping {
  subtitle: string;
  groups: { name: string; lines: { name: string; amount: string; pieces: string }[] }[];
  remark: string;
  written: string[];
  choices: string[];
}

export interface SheetOptions {
  dayNumbers: readonly number[];
  withNutrition: boolean;
  withRecipes: boolean;
  withNotes: boolean;
}

const energyId = 208;

/** Puts a plan into the words and numbers of its client. `shopping` is left out where it is null. */
export function composeSheet(
  plan: PrintablePlan,
  shopping: ShoppingList | null,
  options: SheetOptions,
  words: PrintWords,
  formats: ClientFormats,
  today: string,
): Sheet {
  const note = (text: string): string => (options.withNotes ? text.trim() : "");
  const days = plan.days.filter(({ dayNumber }) => options.dayNumbers.includes(dayNumber));
  const used = new Set(days.flatMap(({ meals }) => meals.flatMap(({ items }) => items.flatMap(({ recipeId }) => recipeId ?? []))));

  // A day without a word says nothing on paper.
  const filled = days.filter(({ meals, note: its }) => note(its) || meals.some((meal) => meal.items.length || note(meal.note)));
  const sheetDays = filled.map((day): SheetDay => ({
    title: dayTitle(plan, day.dayNumber, words, formats),
    note: note(day.note),
    nutrition: options.withNutrition ? nutritionWords(plan, day.dayNumber, words, formats) : "",
    meals: day.meals
      .filter(({ items, note: its }) => items.length || note(its))
      .map((meal) => ({
        id: meal.id,
        name: meal.name,
        time: meal.timeOfDay ?? "",
        note: note(meal.note),
        lines: meal.items
          .filter(({ alternativeOfId }) => alternativeOfId === null)
          .map((item) => ({
            ...lineOf(item, words, formats, note),
            alternatives: meal.items.filter(({ alternativeOfId }) => alternativeOfId === item.id).map((other) => lineOf(other, words, formats, note)),
          })),
      })),
  }));

  return {
    title: plan.plan.name,
    clinic: plan.clinic,
    subtitle: [
      plan.clientName ? fill(words.for, { name: plan.clientName }) : "",
      periodWords(plan, words, formats, today),
      plan.status === "draft" ? words.draft : "",
    ].filter(Boolean),
    note: note(plan.version.note),
    days: sheetDays,
    footnote: sheetDays.some(({ nutrition }) => nutrition.includes("≥")) ? words.atLeast : "",
    recipes: options.withRecipes ? Object.entries(plan.recipes).filter(([id]) => used.has(id)).map(([id, recipe]) => recipeOf(id, recipe, words, formats)) : [],
    shopping: shopping && shoppingOf(plan, shopping, words, formats),
  };
}

/** "Monday", "Monday, week 2", "Day 3". */
function dayTitle(plan: Pick<PrintablePlan, "version" | "days">, dayNumber: number, words: PrintWords, formats: ClientFormats): string {
  if (plan.version.dayMapping === "cyclic") return fill(words.day, { n: dayNumber });
  const name = formats.weekday(dayNumber);
  return plan.days.length > 7 ? `${name}, ${fill(words.week, { n: Math.ceil(dayNumber / 7) })}` : name;
}

/** The assignment that runs today or begins next, else the last one. */
function periodWords(plan: PrintablePlan, words: PrintWords, formats: ClientFormats, today: string): string {
  const period = plan.periods.find(({ endsOn }) => endsOn === null || endsOn > today) ?? plan.periods.at(-1);
  if (!period) return "";
  const from = formats.day(period.startsOn);
  return period.endsOn ? fill(words.period, { from, to: formats.day(addDays(period.endsOn, -1)) }) : fill(words.periodOpen, { from });
}

function lineOf(item: PrintableItem, words: PrintWords, formats: ClientFormats, note: (text: string) => string) {
  return { id: item.id, name: item.name, amount: amountOf(item, words, formats), note: note(item.note) };
}

/** "2 × medium (7 inches) (236 g)", "200 g", "1 serving"; nothing for one of a free text. */
function amountOf({ amount, portionLabel, unitCode, grams }: PrintableItem, words: PrintWords, formats: ClientFormats): string {
  const number = formats.count(amount);
  if (portionLabel) {
    const measure = portionWords(amount, number, portionLabel);
    return grams === null ? measure : `${measure} (${formats.grams(grams)})`;
  }
  if (unitCode === "serving") return fill(amount === 1 ? words.serving : words.servings, { n: number });
  if (unitCode) return `${number} ${words.units[unitCode] ?? unitCode}`;
  return amount === 1 ? "" : `${number} ×`;
}

function nutritionWords(plan: PrintablePlan, dayNumber: number, words: PrintWords, formats: ClientFormats): string {
  const day = plan.nutrition.days.find((one) => one.dayNumber === dayNumber);
  const shown = [[energyId, words.energy], [203, words.protein], [205, words.carbohydrate], [204, words.fat], [291, words.fibre]] as const;
  return shown
    .flatMap(([id, name]) => {
      const index = plan.nutrition.nutrientIds.indexOf(id);
      const known = day?.known[index] ?? null;
      if (known === null || (known === 0 && day?.unknown[index])) return [];
      return `${name} ${day?.unknown[index] ? "≥ " : ""}${id === energyId ? formats.energy(known) : formats.grams(known)}`;
    })
    .join(" · ");
}

function recipeOf(id: string, recipe: PrintablePlan["recipes"][string], words: PrintWords, formats: ClientFormats): SheetRecipe {
  return {
    id,
    name: recipe.name,
    ingredients: recipe.ingredients.map(({ name, gramsPerServing }) => ({ name: name ?? "", amount: formats.grams(gramsPerServing) })),
    remark: recipe.isIncomplete || !recipe.ingredients.length ? words.incompleteRecipe : "",
    preparation: recipe.preparation.trim(),
  };
}

/** "2 medium" of portions "1 medium (7 inches long)": what is no size or container is a piece. */
function piecesOf({ count, label }: { count: number; label: string }, words: PrintWords, formats: ClientFormats): string {
  const kinds = Object.keys(words.pieces) as (keyof PrintWords["pieces"])[];
  const kind = kinds.find((one) => new RegExp(`\\b${one}\\b`, "i").test(label)) ?? "piece";
  return fill(words.pieces[kind], { n: formats.pieces(count) });
}

function shoppingOf(plan: PrintablePlan, list: ShoppingList, words: PrintWords, formats: ClientFormats): SheetShopping {
  const days = list.dayNumbers.map((number) => dayTitle(plan, number, words, formats));
  const isMarked = list.groups.some(({ foods }) => foods.some(({ isRefuseKnown }) => !isRefuseKnown));
  return {
    subtitle: [fill(words.shoppingDays, { days: formats.list(days) }), list.people === 1 ? "" : fill(words.shoppingPeople, { n: formats.count(list.people) })]
      .filter(Boolean)
      .join(", "),
    groups: list.groups.map(({ code, name, foods }) => ({
      name: (code && words.groups[code]) ?? name ?? words.otherGroup,
      lines: foods.map((food) => ({
        name: food.isRefuseKnown ? food.name : `${food.name} *`,
        amount: formats.bought(food.boughtG),
        pieces: food.pieces && food.pieces.count >= 0.3 ? fill(words.about, { pieces: piecesOf(food.pieces, words, formats) }) : "",
      })),
    })),
    remark: isMarked ? `* ${words.refuseUnknown}` : "",
    written: list.written.map(({ text, times }) => (times === 1 ? text : `${text} (${fill(words.times, { n: times })})`)),
    choices: list.choices.map(
      ({ dayNumber, meal, counted, others }) => `${dayTitle(plan, dayNumber, words, formats)}, ${meal}: ${fill(words.instead, { others: formats.list(others), counted })}`,
    ),
  };
}
