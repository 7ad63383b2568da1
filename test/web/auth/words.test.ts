import { describe, expect, it } from "vitest";
import { isHere, placeRole, type Identity, type Place } from "../../../web/src/auth/identity.ts";
import { newPasswordError, refusedPasswordError } from "../../../web/src/auth/password-words.ts";
import { codeOf, recoveryCodesOf, spaced } from "../../../web/src/auth/second-factor/second-factor-setup.ts";
import { invitationSentence, type Invitation } from "../../../web/src/features/sign-in/invitation.ts";

describe("a new password", () => {
  it("is told to be too short before it is sent", () => {
    expect(newPasswordError("")).toMatch(/Enter/);
    expect(newPasswordError("eleven char")).toMatch(/12/);
    expect(newPasswordError("twelve chars")).toBeUndefined();
  });

  it("that the server refuses is told why, in words", () => {
    const refused = (reason: string) => refusedPasswordError({ kind: "refused", code: "TF082", message: "No.", detail: { reason } });
    expect(refused("common")).toMatch(/tried first/);
    expect(refused("contains_address")).toMatch(/address/);
    expect(refused("too_short")).toMatch(/12/);
    expect(refused("something new")).toBe("No.");
    expect(refusedPasswordError({ kind: "refused", code: "TF083", message: "The link was used." })).toBeUndefined();
    expect(refusedPasswordError(null)).toBeUndefined();
  });
});

describe("a place", () => {
  const staff: Place = { organizationId: "o", organizationName: "Demo practice", role: "dietitian", title: "nutritionist", memberId: "m", clientId: null, clientName: null, isGuardian: false };
  const dependant: Place = { ...staff, role: "client", title: null, memberId: null, clientId: "c", clientName: "Anna Berg", isGuardian: true };
  const identity = { organization: { id: "o", name: "Demo practice", timeZone: "UTC" }, memberId: "m", clientId: null } as Identity;

  it("is named by what the person is there, or for whom they act", () => {
    expect(placeRole(staff)).toBe("nutritionist");
    expect(placeRole({ ...staff, title: null })).toBe("Dietitian");
    expect(placeRole(dependant)).toBe("For Anna Berg");
    expect(placeRole({ ...dependant, isGuardian: false })).toBe("Client");
  });

  it("of staff and of a dependant in one organisation are two places", () => {
    expect(isHere(staff, identity)).toBe(true);
    expect(isHere(dependant, identity)).toBe(false);
    expect(isHere(dependant, { ...identity, memberId: null, clientId: "c" })).toBe(true);
  });
});

describe("an invitation", () => {
  const invitation: Invitation = { kind: "member", organizationName: "Demo practice", email: "a@b.c", role: "dietitian", title: null, hasAccount: false };

  it("says who invites to what", () => {
    expect(invitationSentence(invitation)).toBe("Demo practice invites you to work with them, as dietitian.");
    expect(invitationSentence({ ...invitation, title: "Nutritionist" })).toMatch(/as nutritionist\.$/);
    expect(invitationSentence({ ...invitation, kind: "client", role: null })).toMatch(/your plan/);
    expect(invitationSentence({ ...invitation, kind: "guardian", role: null })).toMatch(/somebody you look after/);
  });
});

describe("codes", () => {
  it("are shown in groups and read however they are typed", () => {
    expect(spaced("ABCDEFGHIJ")).toBe("ABCD EFGH IJ");
    expect(spaced("ABCDEFGH")).toBe("ABCD EFGH");
    expect(codeOf(" 123 456 ")).toBe("123456");
  });

  it("are found in an answer, whatever else is in it", () => {
    expect(recoveryCodesOf({ recoveryCodes: ["A", 1, "B"] })).toEqual(["A", "B"]);
    expect(recoveryCodesOf(null)).toEqual([]);
  });
});
