import { Router } from "express";
import { z } from "zod";
import { Failure } from "../http/failure.ts";
import type { Account } from "./credentials.ts";
import type { Acceptor, Invitation } from "./invitations.ts";
import { requireGoodPassword } from "./password-rules.ts";
import { readBody } from "./read-body.ts";
import type { AuthParts } from "./routes.ts";
import type { SignIn } from "./sign-in.ts";

const token = z.string().min(1).max(200);
const acceptance = z.object({
  token,
  /** Of somebody new. */
  name: z.string().trim().min(1).max(200).optional(),
  /** Where the invitation was handed over as a code and so names no address. */
  email: z.string().trim().regex(/^[^@\s]+@[^@\s]+$/).max(320).optional(),
  password: z.string().min(1).max(1000),
  client: z.enum(["web", "mobile"]),
});

/** Joining: by the token of a mailed link, or by a code that was handed over. */
export function invitationRoutes({ invitations, credentials, throttle }: AuthParts, signIn: SignIn): Router {
  const router = Router();

  /** @throws Failure TF083, the same for a token that is wrong, used, revoked or too old */
  async function invitationOf(token: string, address: string): Promise<Invitation> {
    await throttle.attempt("token", { address });
    const invitation = await invitations.look(token);
    if (!invitation) throw useless();
    await throttle.succeeded("token", { address });
    return invitation;
  }

  router.post("/invitations/look", async (request, response) => {
    response.json(await invitationOf(readBody(z.object({ token }), request.body).token, request.ip ?? ""));
  });

  router.post("/invitations/accept", async (request, response) => {
    const body = readBody(acceptance, request.body);
    const [requestId, address] = [String(request.id), request.ip ?? ""];
    const invitation = await invitationOf(body.token, address);
    const email = invitation.email ?? body.email;
    if (email === undefined) throw new Failure(400, "TF400", "Missing or not understood: email.", { fields: ["email"] });

    const existing = await accountOf(requestId, address, email, body, invitation);
    const accepted = await invitations.accept(requestId, body.token, existing ?? (await newcomer(email, body)));
    if (!accepted) throw useless();
    const account = existing ?? (await credentials.find(accepted.userId));
    await signIn.afterPassword(request, response, account!, { organizationId: accepted.organizationId, clientId: accepted.clientId ?? undefined }, body.client);
  });

  /**
   * The account with that address, proven by its password; null when there is none. The address of a code that was handed over is
   * only claimed: whoever claims one that has an account must know its password, and is told no more than at signing in. But a client
   * whose address was only ever typed can be mailed no link: a new code for the same record lets them choose another password.
   */
  async function accountOf(requestId: string, address: string, email: string, { token, password }: z.infer<typeof acceptance>, { hasAccount, email: invited }: Invitation): Promise<Account | null> {
    if (invited !== null && !hasAccount) return null;
    const who = { account: email, address };
    await throttle.attempt("password", who);
    const account = await credentials.check(requestId, email, password);
    const isTaken = !account && (hasAccount || (await credentials.isTaken(email)));
    if (isTaken && !(await invitations.isForgottenLogin(token, email))) throw new Failure(401, "TF401", "The address or the password is wrong.");
    await throttle.succeeded("password", who);
    return account;
  }

  return router;
}

async function newcomer(email: string, { name, password }: z.infer<typeof acceptance>): Promise<Acceptor> {
  if (name === undefined) throw new Failure(400, "TF400", "Missing or not understood: name.", { fields: ["name"] });
  await requireGoodPassword(password, email);
  return { email, name, password };
}

const useless = () => new Failure(400, "TF083", "This invitation does not count any more: it was used, taken back, or is too old. Ask for a new one.");
