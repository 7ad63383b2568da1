import { describe, expect, it } from "vitest";
import { matchingLines, permissionLines } from "../../../web/src/features/settings/permissions/permission-lines.ts";

const table = (role: string, capability: string, rows: "all" | "care" | "own" | "some" | null) =>
  ({ role, capability, kind: "table" as const, rows, policies: ["select_care_team", "select_templates"], meaning: "Measurements of the body." });
const call = (role: string, capability: string) => ({ role, capability, kind: "function" as const, rows: null, policies: null, meaning: "Opens a client's record." });

describe("the lines of the permission table", () => {
  const lines = permissionLines([
    call("org_admin", "create_client"),
    call("dietitian", "create_client"),
    table("dietitian", "body_metrics.delete", "care"),
    table("dietitian", "body_metrics.read", "care"),
    table("dietitian", "body_metrics.add", "some"),
    table("client", "body_metrics.read", "own"),
  ]);

  it("say in words how far each verb reaches, and nothing where nothing is allowed", () => {
    const [metrics, create] = lines;
    expect(metrics).toMatchObject({ title: "Body metrics", kind: "table" });
    expect(metrics?.cells).toEqual({ org_admin: [], dietitian: ["read, delete: in their care", "add: care team or templates"], assistant: [], researcher: [], client: ["read: their own"] });
    expect(create?.cells).toEqual({ org_admin: ["yes"], dietitian: ["yes"], assistant: [], researcher: [], client: [] });
  });

  it("are found by every word of title or meaning", () => {
    expect(matchingLines(lines, "record client").map(({ id }) => id)).toEqual(["create_client"]);
    expect(matchingLines(lines, "").length).toBe(2);
    expect(matchingLines(lines, "client body")).toEqual([]);
  });
});
