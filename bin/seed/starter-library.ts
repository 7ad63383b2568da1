import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { projectPath } from "../project-path.ts";
import { folderHash, rememberEdition, seededEdition } from "./edition.ts";

const NAME = "starter library";
const folder = projectPath("db/seeds/starter-library");

const files = {
  "foods.csv": "staged_foods",
  "nutrients.csv": "staged_nutrients",
  "portions.csv": "staged_portions",
  "allergens.csv": "staged_allergens",
  "tags.csv": "staged_tags",
  "all-others.csv": "staged_all_others",
  "recipes.csv": "staged_recipes",
  "recipe-ingredients.csv": "staged_recipe_ingredients",
};

/**
 * Loads `db/seeds/starter-library` into the knowledge base where this edition is not there yet. Postgres parses the files itself;
 * rows that are as they were stay untouched.
 * @param client in a transaction
 * @returns whether anything was loaded
 */
export async function seedStarterLibrary(client: pg.ClientBase): Promise<boolean> {
  const edition = await folderHash(folder);
  if ((await seededEdition(client, NAME)) === edition) return false;
  await client.query(await readFile(`${folder}/stage.sql`, "utf8"));
  for (const [file, table] of Object.entries(files)) {
    await pipeline(createReadStream(`${folder}/${file}`), client.query(copyFrom(`copy ${table} from stdin with (format csv, header match)`)));
  }
  await client.query(await readFile(`${folder}/merge.sql`, "utf8"));
  await rememberEdition(client, NAME, edition);
  return true;
}
