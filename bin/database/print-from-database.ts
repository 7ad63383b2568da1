import pg from "pg";
import { requireDataDirectory } from "../data-directory.ts";
import { loadEnvironment } from "../environment.ts";
import { Fault } from "../fault.ts";
import { openDatabase } from "./open.ts";

export interface Printed {
  /** The function that an up-to-date database has, such as `app_public.permissions()`. */
  needs: string;
  /** What a database without it lacks, in words that follow "This database". */
  lacks: string;
  print: (owner: pg.Client) => Promise<string>;
}

/** Prints something of the database, running or not. It connects as the owner only. Fault for a database that is not up to date. */
export async function printFromDatabase({ needs, lacks, print }: Printed): Promise<void> {
  const environment = loadEnvironment();
  await requireDataDirectory(environment.DATA_DIR);
  const database = await openDatabase(environment, { AUTHENTICATOR_PASSWORD: "" }, "share");
  const owner = new pg.Client({ connectionString: database.urls.owner });
  try {
    await owner.connect();
    const { rows } = await owner.query<{ isThere: boolean }>('select to_regprocedure($1) is not null as "isThere"', [needs]);
    if (!rows[0]?.isThere) throw new Fault(`This database ${lacks}: bring it up to date first (npm run db:migrate).`);
    console.log(await print(owner));
  } finally {
    await owner.end();
    await database.stop();
  }
}
