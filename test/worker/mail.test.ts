import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLog } from "../../server/platform/log.ts";
import { createMail, mailMode } from "../../server/platform/mail.ts";
import { letter } from "../../worker/mail/message.ts";
import { secretLink } from "../../worker/mail/secret-link.ts";
import { sweepSessions } from "../../worker/tasks/sessions__sweep.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";
import { startMailServer } from "../harness/mail-server.ts";

const log = createLog({ level: "silent", name: "mail" });
const message = letter("somebody@home.test", "Grüße & more\r\nBcc: everybody@home.test", {
  greeting: "Hello <b>you</b>,", paragraphs: ["First."], link: "https://clinic.example/invitation#secret", linkText: "Accept", after: ["Last."],
});

describe("mail", () => {
  it("is sent with an SMTP server, logged in development without one, and impossible in production without one", () => {
    expect(mailMode({ NODE_ENV: "production", SMTP_URL: "smtp://mail" })).toBe("smtp");
    expect(mailMode({ NODE_ENV: "development" })).toBe("log");
    expect(mailMode({ NODE_ENV: "production" })).toBe("none");
  });

  it("arrives as text and as HTML, with nothing smuggled in by what people typed", async () => {
    const server = await startMailServer();
    const mail = createMail({ mode: "smtp", smtpUrl: server.url, from: "TrackForge <no-reply@trackforge.test>", log });
    await mail.send(message);
    const { source } = await server.next("somebody@home.test");
    expect(source).toMatch(/^From: TrackForge <no-reply@trackforge\.test>$/m);
    expect(source).toMatch(/^Auto-Submitted: auto-generated$/im);
    expect(source).toContain("multipart/alternative");
    expect(source).not.toMatch(/^Bcc:/m);
    expect(source).toContain("Hello &lt;b&gt;you&lt;/b&gt;,");
    expect(server.arrived()).toHaveLength(1);
    mail.close();
    await server.stop();
  });

  it.each([
    [(server: { url: string }) => server.url, "The mail server refused the message: the address may be wrong."],
    [() => "smtp://127.0.0.1:1", "The mail server could not be reached."],
  ])("that cannot leave says why in words, and not in the mail server's", async (urlOf, sentence) => {
    const server = await startMailServer({ refuse: () => true });
    const mail = createMail({ mode: "smtp", smtpUrl: urlOf(server), from: "no-reply@trackforge.test", log });
    await expect(mail.send(message)).rejects.toMatchObject({ name: "MailFault", message: sentence });
    mail.close();
    await server.stop();
  });

  it("stays in the log of development, link included, and in nobody's otherwise", async () => {
    const lines: string[] = [];
    const destination = new PassThrough();
    destination.on("data", (line: Buffer) => lines.push(line.toString()));
    await createMail({ mode: "log", from: "no-reply@trackforge.test", log: createLog({ level: "info", name: "mail", destination }) }).send(message);
    expect(lines.join()).toContain("https://clinic.example/invitation#secret");
    await expect(createMail({ mode: "none", from: "no-reply@trackforge.test", log }).send(message)).rejects.toThrow("cannot send e-mail");
  });

  it("carries secrets behind the # of a link only, each its own", () => {
    const [one, two] = [1, 2].map(() => secretLink("https://clinic.example/", "reset-password"));
    expect(one!.link).toMatch(/^https:\/\/clinic\.example\/reset-password#[\w-]{43}$/);
    expect(one!.link).not.toBe(two!.link);
    expect(one!.tokenHash).toHaveLength(32);
  });
});

describe("the sweep of sessions", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  it("deletes what ended long ago and cannot be used, and nothing that stands", async () => {
    await database.owner.query(
      `with made as (
         insert into app_private.sessions (user_id, org_id, channel, device, last_used_at, ended_at, end_reason)
         select m.user_id, m.org_id, 'web', d.device, now() - d.used, now() - d.ended, case when d.ended is not null then 'signed_out' end
           from (select * from app_public.memberships limit 1) m,
                (values ('in use', interval '1 hour', null), ('left open', interval '200 days', null), ('signed out', interval '2 days', interval '2 days'),
                        ('signed out long ago', interval '200 days', interval '200 days'), ('on a phone', interval '100 days', null)) d(device, used, ended)
         returning id, device)
       insert into app_private.refresh_tokens (session_id, token_hash, expires_at)
       select id, sha256(device::bytea), now() + case device when 'left open' then interval '-100 days' when 'signed out long ago' then interval '-1 day' else interval '1 day' end from made`,
    );
    await sweepSessions({ ownerPool: database.owner })({}, {} as never);
    const { rows } = await database.owner.query<{ device: string }>("select device from app_private.sessions order by device");
    expect(rows.map(({ device }) => device)).toEqual(["in use", "on a phone", "signed out"]);
    expect((await database.owner.query("select from app_private.refresh_tokens where expires_at < now()")).rowCount).toBe(0);
  });
});
