import type { Request, Response } from "express";
import { Failure } from "../http/failure.ts";
import { ACCESS_TOKEN_SECONDS } from "./access-tokens.ts";
import type { Account } from "./credentials.ts";
import { describeDevice } from "./describe-device.ts";
import type { AuthParts } from "./routes.ts";
import type { Channel, PlaceName, Session, SignedIn } from "./sessions.ts";

/** What login and refresh answer. `refreshToken` is for mobile only: on the web it is in a cookie that scripts cannot read. */
export type SessionAnswer = { accessToken: string; expiresIn: number; refreshToken?: string; identity: SignedIn; recoveryCodes?: string[] };
/** The password was right, and a code is asked for as well; `enrolled` false: one has to be set up now. */
export type SecondFactorAnswer = { secondFactor: { challenge: string; enrolled: boolean; organizationName: string } };

export type SignIn = {
  /** After the password: answers the session, or which second factor has to follow. */
  afterPassword(request: Request, response: Response, account: Account, place: PlaceName, channel: Channel): Promise<void>;
  /** After everything: begins the session and answers it. */
  begin(request: Request, response: Response, userId: string, place: PlaceName, channel: Channel, proof: { hasSecondFactor: boolean; recoveryCodes?: string[] }): Promise<void>;
  answer(response: Response, session: Session, recoveryCodes?: string[]): void;
};

const noPlace = () => new Failure(403, "TF403", "This account has no place in that organisation.");

/** The last steps of signing in, whichever way it began. */
export function signIn({ sessions, challenges, tokens, cookie }: AuthParts): SignIn {
  const steps: SignIn = {
    async afterPassword(request, response, { userId, hasSecondFactor }, place, channel) {
      const at = await sessions.look(userId, place, channel);
      if (!at) throw noPlace();
      if (!hasSecondFactor && !at.organization.requiresSecondFactor) return steps.begin(request, response, userId, place, channel, { hasSecondFactor });
      const named: PlaceName = { organizationId: at.organization.id, clientId: at.clientId ?? undefined };
      const challenge = challenges.sign({ userId, step: hasSecondFactor ? "verify" : "enrol", channel, place: named });
      const answer: SecondFactorAnswer = { secondFactor: { challenge, enrolled: hasSecondFactor, organizationName: at.organization.name } };
      response.json(answer);
    },
    async begin(request, response, userId, place, channel, { hasSecondFactor, recoveryCodes }) {
      const device = describeDevice(request.headers["user-agent"], channel);
      const session = await sessions.start({ requestId: String(request.id), userId, place, channel, device, hasSecondFactor });
      if (!session) throw noPlace();
      request.log.info({ userId, client: channel }, "signed in");
      steps.answer(response, session, recoveryCodes);
    },
    answer(response, { sessionId, identity, channel, refreshToken }, recoveryCodes) {
      const accessToken = tokens.sign({
        userId: identity.userId,
        orgId: identity.organization.id,
        role: identity.role,
        memberId: identity.memberId ?? undefined,
        clientId: identity.clientId ?? undefined,
        sessionId,
      });
      if (channel === "web") cookie.write(response, refreshToken);
      const answer: SessionAnswer = {
        accessToken, expiresIn: ACCESS_TOKEN_SECONDS, ...(channel === "mobile" && { refreshToken }), identity, ...(recoveryCodes && { recoveryCodes }),
      };
      response.json(answer);
    },
  };
  return steps;
}
