import { z } from "zod";
import type { Channel, PlaceName } from "./sessions.ts";
import type { SigningKeys } from "./signing-keys.ts";

const AUDIENCE = "trackforge-second-factor";
/** Time to find the phone, or to set up an authenticator app. */
const SECONDS = 10 * 60;

/** Somebody who knew the password, and still has to show (verify) or set up (enrol) a second factor before they are signed in. */
export type Challenge = { userId: string; step: "verify" | "enrol"; channel: Channel; place: PlaceName };

const claims = z.object({
  sub: z.guid(), iat: z.number(), step: z.enum(["verify", "enrol"]), channel: z.enum(["web", "mobile"]), org: z.guid().optional(), client: z.guid().optional(),
});

export type Challenges = {
  sign(challenge: Challenge): string;
  /** Null for whatever is not a challenge of ours that still counts; `issuedAt` says when the password was right. */
  verify(challenge: string): (Challenge & { issuedAt: Date }) | null;
};

/** Signed like access tokens, for another audience: neither is ever taken for the other. */
export function challenges(keys: SigningKeys): Challenges {
  return {
    sign: ({ userId, step, channel, place }) =>
      keys.sign({ step, channel, org: place.organizationId, client: place.clientId }, { audience: AUDIENCE, seconds: SECONDS, subject: userId }),
    verify(challenge) {
      const parsed = claims.safeParse(keys.verify(challenge, AUDIENCE));
      if (!parsed.success) return null;
      const { sub, iat, step, channel, org, client } = parsed.data;
      return { userId: sub, step, channel, place: { organizationId: org, clientId: client }, issuedAt: new Date(iat * 1000) };
    },
  };
}
