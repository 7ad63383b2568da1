import type { Content, TDocumentDefinitions } from "pdfmake/interfaces";

import type { Sheet, SheetDay } from "./compose-sheet.ts";
import { fill } from "./words/languages.ts";
import type { PrintWords } from "./words/print-words.ts";

export type Paper = "A4" | "LETTER";

const muted = "#555555";
/** A line above, and no other. */
const ruled = { hLineWidth: (row: number) => (row === 0 ? 1 : 0), vLineWidth: () => 0, hLineColor: () => "#111111", paddingLeft: () => 0, paddingRight: () => 0, paddingTop: () => 6, paddingBottom: () => 0 };

/** The sheet as pdfmake lays it out: text that can be selected, a title, a language; no meal is split between pages. */
export function pdfDocument(sheet: Sheet, words: PrintWords, language: string, paper: Paper): TDocumentDefinitions {
  return {
    pageSize: paper,
    pageMargins: [48, 48, 48, 56],
    language,
    displayTitle: true,
    tagged: true,
    info: { title: [sheet.title, ...sheet.subtitle].join(", "), author: sheet.clinic },
    defaultStyle: { font: "Roboto", fontSize: 11, lineHeight: 1.25 },
    styles: {
      title: { fontSize: 20, bold: true },
      part: { fontSize: 16, bold: true, margin: [0, 0, 0, 6] },
      heading: { fontSize: 13, bold: true, margin: [0, 10, 0, 2] },
      muted: { color: muted, fontSize: 10 },
    },
    footer: (page, count) => ({
      columns: [{ text: sheet.clinic }, { text: fill(words.page, { n: page, count }), alignment: "right" }],
      margin: [48, 16, 48, 0],
      color: muted,
      fontSize: 9,
    }),
    content: [
      { text: sheet.clinic, style: "muted" },
      { text: sheet.title, style: "title" },
      { text: sheet.subtitle.join(" · "), style: "muted", margin: [0, 0, 0, 8] },
      ...paragraph(sheet.note),
      ...sheet.days.flatMap((day) => dayContent(day, words)),
      ...(sheet.footnote ? [{ text: sheet.footnote, style: "muted", margin: [0, 8, 0, 0] } satisfies Content] : []),
      ...recipesContent(sheet, words),
      ...shoppingContent(sheet, words),
    ],
  };
}

const paragraph = (text: string): Content[] => (text ? [{ text, margin: [0, 0, 0, 4] }] : []);

function dayContent(day: SheetDay, words: PrintWords): Content[] {
  const head: Content[] = [
    { table: { widths: ["*"], body: [[{ text: day.title, fontSize: 15, bold: true }]] }, layout: ruled, margin: [0, 12, 0, 0] },
    ...(day.nutrition ? [{ text: day.nutrition, style: "muted" } satisfies Content] : []),
    ...paragraph(day.note),
  ];
  const meals = day.meals.map(
    (meal): Content => ({
      unbreakable: true,
      stack: [
        { text: [meal.name, ...(meal.time ? [{ text: `  ${meal.time}`, bold: false, color: muted }] : [])], style: "heading" },
        ...paragraph(meal.note),
        ...meal.lines.flatMap((one) => [
          lineContent(one.name, one.amount, one.note),
          ...one.alternatives.map((other) => lineContent(`${words.or} ${other.name}`, other.amount, other.note, 14)),
        ]),
      ],
    }),
  );
  const [first, ...others] = meals;
  return [{ unbreakable: true, stack: first ? [...head, first] : head }, ...others];
}

function lineContent(name: string, amount: string, note: string, indent = 0): Content {
  return {
    columns: [
      { width: "*", stack: [{ text: name }, ...(note ? [{ text: note, style: "muted" }] : [])] },
      { width: "auto", text: amount, alignment: "right" },
    ],
    columnGap: 12,
    margin: [indent, 1, 0, 1],
  };
}

function recipesContent({ recipes }: Sheet, words: PrintWords): Content[] {
  if (!recipes.length) return [];
  return [
    { text: words.recipes, style: "part", pageBreak: "before" },
    ...recipes.flatMap((recipe): Content[] => [
      {
        unbreakable: recipe.ingredients.length < 25,
        stack: [
          { text: recipe.name, style: "heading" },
          ...(recipe.ingredients.length ? [{ text: words.ingredientsPerServing, style: "muted" }] : []),
          ...recipe.ingredients.map(({ name, amount }) => lineContent(name, amount, "")),
          ...(recipe.remark ? [{ text: recipe.remark, style: "muted" }] : []),
        ],
      },
      ...(recipe.preparation ? [{ text: words.preparation, style: "muted", margin: [0, 4, 0, 0] } satisfies Content, { text: recipe.preparation }] : []),
    ]),
  ];
}

function shoppingContent({ shopping }: Sheet, words: PrintWords): Content[] {
  if (!shopping) return [];
  const list = (title: string, lines: string[]): Content[] =>
    lines.length ? [{ text: title, style: "heading" }, ...lines.map((text): Content => ({ text, margin: [0, 1, 0, 1] }))] : [];
  return [
    { text: words.shoppingList, style: "part", pageBreak: "before" },
    { text: shopping.subtitle, style: "muted" },
    ...shopping.groups.map(
      ({ name, lines }): Content => ({
        unbreakable: lines.length < 25,
        stack: [{ text: name, style: "heading" }, ...lines.map((one) => lineContent(one.name, one.amount, one.pieces))],
      }),
    ),
    ...(shopping.remark ? [{ text: shopping.remark, style: "muted", margin: [0, 6, 0, 0] } satisfies Content] : []),
    ...list(words.asWritten, shopping.written),
    ...list(words.choices, shopping.choices),
  ];
}
