import type { TestDatabase } from "../harness/database.ts";

/**
 * From now on whoever writes such a row of the table waits, in the middle of its transaction; answers what lets it go on. What a test
 * kills is then surely not done yet, however long the test took to look.
 */
export async function hold({ owner }: Pick<TestDatabase, "owner">, write: "insert" | "update", table: string, when: string): Promise<() => Promise<void>> {
  const holder = await owner.connect();
  await holder.query(
    `create function app_private.tg__held() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(1); return new; end $$;
     create trigger held before ${write} on ${table} for each row when (${when}) execute function app_private.tg__held();
     select pg_advisory_lock(1)`,
  );
  return async () => {
    await holder.query(`select pg_advisory_unlock(1); drop trigger held on ${table}; drop function app_private.tg__held()`);
    holder.release();
  };
}
