import { randomUUID } from "node:crypto";
import { type Identity, withIdentity } from "../../server/platform/database.ts";
import type { TestDatabase } from "../harness/database.ts";

export type Clinic = { dietitian: Identity; admin: Identity; orgId: string; clientId: string };

/** A small organisation of its own: a dietitian, an org_admin, and a client with `logs` logged meals of one item each. */
export async function arrangeClinic(database: TestDatabase, logs: number): Promise<Clinic> {
  const { rows } = await database.owner.query<{ org: string; client: string; dietitian: Identity; admin: Identity }>(
    `with org as (insert into app_public.organizations (name) values ('Export clinic') returning id),
     people as (insert into app_public.users (email, display_name)
       select role || '-${randomUUID()}@clinic.test', role from unnest(array['dietitian', 'org_admin']) role returning id, display_name),
     members as (insert into app_public.memberships (org_id, user_id, role)
       select org.id, p.id, p.display_name::app_public.member_role from org, people p returning *),
     client as (insert into app_public.clients (org_id, given_name, family_name) select id, 'Log', 'Keeper' from org returning *),
     care as (insert into app_public.care_assignments (org_id, client_id, member_id, starts_on)
       select c.org_id, c.id, m.id, current_date - 30 from client c, members m where m.role = 'dietitian')
     select org.id as org, client.id as client,
            (select json_build_object('userId', user_id, 'orgId', org_id, 'memberId', id, 'role', role) from members where role = 'dietitian') as dietitian,
            (select json_build_object('userId', user_id, 'orgId', org_id, 'memberId', id, 'role', role) from members where role = 'org_admin') as admin
       from org, client`,
  );
  const { org, client, dietitian, admin } = rows[0]!;
  await database.owner.query(
    `insert into app_public.meal_logs (org_id, id, client_id, meal_name, logged_on, occurred_at, utc_offset_minutes, outcome, event_hashes)
     select $1, uuidv7(), $2, 'Lunch', date '2026-01-01' + n % 28, timestamptz '2026-01-01 12:00Z' + n * interval '1 minute', 0, 'unplanned', '{x}'
       from generate_series(1, $3) n`,
    [org, client, logs],
  );
  await database.owner.query("analyze app_public.meal_logs"); // as autovacuum does after so many rows
  await database.owner.query(
    `insert into app_public.meal_log_items (org_id, client_id, meal_log_id, position, free_text, nutrition)
     select org_id, client_id, id, 1, '=Soup, "home" made', '{"nutrientIds":[208,203],"known":[120,0],"unknown":[0,1]}'
       from app_public.meal_logs where org_id = $1`,
    [org],
  );
  await database.owner.query("analyze app_public.meal_log_items");
  return { dietitian, admin, orgId: org, clientId: client };
}

/** Asks for the client's January as the dietitian and approves it as the org_admin. @returns the export's id */
export async function approvedExport(database: TestDatabase, clinic: Clinic): Promise<string> {
  const id = randomUUID();
  await withIdentity(database.authenticator, clinic.dietitian, (sql) =>
    sql.query("select app_public.request_export($1, $2, '2026-01-01', '2026-02-01', 'For the insurer')", [id, clinic.clientId]),
  );
  await withIdentity(database.authenticator, clinic.admin, (sql) => sql.query("select app_public.approve_export($1)", [id]));
  return id;
}
