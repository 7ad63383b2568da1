import { expect, it } from "vitest";
import { safePath } from "../../../web/src/features/sign-in/useSignIn.ts";

it("after signing in only addresses of this app are followed", () => {
  expect(safePath("/clients?status=paused")).toBe("/clients?status=paused");
  for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", undefined, ["/a"]]) {
    expect(safePath(next)).toBe("/");
  }
});
