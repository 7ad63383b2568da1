import { buffer } from "node:stream/consumers";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** What arrived: to whom, and the whole message as it came over the line, with its line breaks of quoted-printable undone. */
export type Arrived = { to: string; source: string };

/** A real SMTP server on a free port. `arrived()` is everything so far; `next(to)` waits for the next message to that address. */
export type MailServer = { url: string; arrived(): Arrived[]; next(to: string): Promise<Arrived>; stop(): Promise<void> };

/** `refuse` names addresses that it will not take. */
export async function startMailServer(options: { refuse?: (address: string) => boolean } = {}): Promise<MailServer> {
  const messages: Arrived[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo({ address }, _session, callback) {
      callback(options.refuse?.(address) ? Object.assign(new Error("No such mailbox"), { responseCode: 550 }) : null);
    },
    onData(stream, session, callback) {
      void buffer(stream).then((content) => {
        const source = content.toString().replaceAll("=\r\n", "").replaceAll("=3D", "=");
        messages.push(...session.envelope.rcptTo.map(({ address }) => ({ to: address, source })));
        for (const look of waiting) look();
        callback();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const taken = new Map<string, number>();
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    arrived: () => [...messages],
    next: (to) =>
      new Promise((resolve) => {
        const look = () => {
          const message = messages.filter((one) => one.to === to)[taken.get(to) ?? 0];
          if (!message) return;
          waiting.delete(look);
          taken.set(to, (taken.get(to) ?? 0) + 1);
          resolve(message);
        };
        waiting.add(look);
        look();
      }),
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  };
}

/** The token behind the # of the link to that page. */
export function tokenIn({ source }: { source: string }, page: "invitation" | "reset-password" | "confirm-address"): string {
  const found = new RegExp(`/${page}#([\\w-]{43})`).exec(source);
  if (!found) throw new Error(`There is no link to ${page} in the message.`);
  return found[1]!;
}
