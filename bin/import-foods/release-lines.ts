import type { Readable } from "node:stream";
import { Fault } from "../fault.ts";

/** What a field may hold. An empty field is unknown and becomes null, unless it is `required`. */
export type Field = { column: string; index: number; pattern: RegExp; says: string; required?: true };

/** A file of the release: how many fields each line has, and those that are wanted. */
export type Layout = { fieldCount: number; fields: Field[] };

const number = { pattern: /^\d*\.?\d+$/, says: "a number" };
const positive = { pattern: /^(?=.*[1-9])\d*\.?\d+$/, says: "a number above zero" };
const text = { pattern: /^[^\0]+$/, says: "text" };
const ndb = { pattern: /^\d{5}$/, says: "an NDB number of five digits" };
const nutrient = { pattern: /^\d{3}$/, says: "a nutrient number of three digits" };
const group = { pattern: /^\d{4}$/, says: "a food group of four digits" };

/** The files that are read, as the documentation of SR28 describes them. */
export const layouts: Record<string, Layout> = {
  "FD_GROUP.txt": {
    fieldCount: 2,
    fields: [
      { column: "code", index: 0, ...group, required: true },
      { column: "name", index: 1, ...text, required: true },
    ],
  },
  "NUTR_DEF.txt": {
    fieldCount: 6,
    fields: [
      { column: "nutrient_id", index: 0, ...nutrient, required: true },
      { column: "unit", index: 1, ...text, required: true },
      { column: "name", index: 3, ...text, required: true },
      { column: "decimals", index: 4, pattern: /^[0-4]$/, says: "a number of decimals", required: true },
      { column: "sort_order", index: 5, pattern: /^\d+$/, says: "a whole number", required: true },
    ],
  },
  "FOOD_DES.txt": {
    fieldCount: 14,
    fields: [
      { column: "usda_ndb_number", index: 0, ...ndb, required: true },
      { column: "food_group_code", index: 1, ...group, required: true },
      { column: "name", index: 2, ...text, required: true },
      { column: "common_names", index: 4, ...text },
      { column: "refuse_percent", index: 8, pattern: /^\d{1,2}(\.\d+)?$/, says: "a percentage below 100" },
    ],
  },
  "WEIGHT.txt": {
    fieldCount: 7,
    fields: [
      { column: "usda_ndb_number", index: 0, ...ndb, required: true },
      { column: "sequence", index: 1, pattern: /^\d+$/, says: "a whole number", required: true },
      { column: "amount", index: 2, ...positive, required: true },
      { column: "measure", index: 3, ...text, required: true },
      { column: "grams", index: 4, ...positive, required: true },
    ],
  },
  "NUT_DATA.txt": {
    fieldCount: 18,
    fields: [
      { column: "usda_ndb_number", index: 0, ...ndb, required: true },
      { column: "nutrient_id", index: 1, ...nutrient, required: true },
      { column: "amount", index: 2, ...number, required: true },
      { column: "source_code", index: 5, ...text, required: true },
      { column: "derivation_code", index: 6, ...text },
      { column: "stated_in", index: 16, ...text },
    ],
  },
};

/**
 * Turns a file of the release (windows-1252, lines that end with CR LF or LF, fields split by `^`, text between `~`) into rows for
 * `copy … (line, <columns>) from stdin`, a piece at a time.
 * @param onBytes is told how many bytes of the file were read
 * @throws Fault naming file and line, at the first line that is not as the layout says
 */
export async function* copyRows(file: string, layout: Layout, source: Readable, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder("windows-1252");
  let rest = "";
  let line = 0;
  const convert = (text: string) => {
    line += 1;
    return copyRow(file, line, layout, text.endsWith("\r") ? text.slice(0, -1) : text);
  };
  for await (const chunk of source as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (lines.length) yield lines.map(convert).join("");
  }
  if (rest.replace("\x1a", "") !== "") yield convert(rest); // the last line may lack its end; DOS files may end with ^Z
}

function copyRow(file: string, line: number, layout: Layout, text: string): string {
  const broken = (problem: string) => new Fault(`${file}, line ${line}: ${problem}. Nothing was imported.`);
  const values = text.split("^");
  if (values.length !== layout.fieldCount) throw broken(`${values.length} fields instead of ${layout.fieldCount}`);
  for (const [index, value] of values.entries()) {
    if (!value.includes("~")) continue;
    const isQuoted = value.length > 1 && value.startsWith("~") && value.endsWith("~");
    if (!isQuoted || value.slice(1, -1).includes("~")) throw broken(`field ${index + 1} has a stray ~`);
  }
  const cells = layout.fields.map(({ column, index, pattern, says, required }) => {
    const raw = values[index] ?? "";
    const value = (raw.startsWith("~") ? raw.slice(1, -1) : raw).trim();
    if (value === "" && required) throw broken(`${column} is missing`);
    if (value === "") return "\\N";
    if (!pattern.test(value)) throw broken(`${column} is "${value.slice(0, 60)}", not ${says}`);
    return value.replaceAll("\\", "\\\\").replaceAll("\t", " ");
  });
  return `${line}\t${cells.join("\t")}\n`;
}
