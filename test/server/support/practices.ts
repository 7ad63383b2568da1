import type pg from "pg";
import { hashPassword } from "../../../server/auth/passwords.ts";

export const PASSWORD = "correct horse battery";
export const ROLES = ["org_admin", "dietitian", "assistant", "researcher", "client"] as const;

/**
 * Two practices, `north` and `south`, each with one person per role (`dietitian@north.test` …), and a client in the care of the
 * dietitian and the assistant. Answers the clients' ids.
 */
export async function makePractices(owner: pg.Pool): Promise<{ north: string; south: string }> {
  const hash = await hashPassword(PASSWORD);
  const clients: Record<string, string> = {};
  for (const practice of ["north", "south"]) {
    const { rows } = await owner.query<{ client_id: string }>(
      `with org as (insert into app_public.organizations (name, time_zone) values ($1, 'Europe/Berlin') returning id),
            people as (insert into app_public.users (email, email_confirmed_at, display_name)
                       select r || '@' || $1 || '.test', now(), initcap(r) || ' of ' || $1 from unnest($2::text[]) r returning id, email),
            secrets as (insert into app_private.user_credentials select id, $3 from people),
            staff as (insert into app_public.memberships (org_id, user_id, role)
                      select org.id, p.id, split_part(p.email, '@', 1)::app_public.member_role from org, people p
                       where p.email not like 'client@%' returning org_id, id, role),
            client as (insert into app_public.clients (org_id, user_id, given_name, family_name)
                       select org.id, p.id, 'Cleo', $1 from org, people p where p.email like 'client@%' returning org_id, id),
            care as (insert into app_public.care_assignments (org_id, client_id, member_id, starts_on)
                     select c.org_id, c.id, s.id, '2020-01-01' from client c, staff s where s.role in ('dietitian', 'assistant'))
       select id as client_id from client`,
      [practice, ROLES, hash],
    );
    clients[practice] = rows[0]!.client_id;
  }
  return clients as { north: string; south: string };
}
