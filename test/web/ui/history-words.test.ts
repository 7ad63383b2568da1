import { describe, expect, it } from "vitest";
import { actorTitle, fieldTitle, partsText, sentence, valueText } from "../../../web/src/ui/history/history-words.ts";

describe("history in words", () => {
  it("names fields as people do", () => {
    expect(fieldTitle("condition_id")).toBe("Condition");
    expect(fieldTitle("started_on")).toBe("Since");
    expect(fieldTitle("next_review_on")).toBe("Next review");
    expect(sentence("secondFactor")).toBe("Second factor");
  });

  it("writes values with their units, days and times, and nothing as nothing", () => {
    expect(valueText("value", 80.5, "weight")).toMatch(/80\.5\skg/);
    expect(valueText("value", 92, "waist")).toMatch(/92\scm/);
    expect(valueText("height_cm", 172)).toBe("172 cm");
    expect(valueText("started_on", "2026-03-04")).toMatch(/4/);
    expect(valueText("started_on", "2026-03-04")).not.toContain("2026-03-04");
    expect(valueText("note", null)).toBe("—");
    expect(valueText("is_take_over", true)).toBe("yes");
    expect(valueText("status", "on_hold")).toBe("on hold");
    expect(valueText("note", "<b>as_it_was Written</b>")).toBe("<b>as_it_was Written</b>");
  });

  it("counts the edits of a plan by what they do", () => {
    expect(valueText("edits", [{ op: "add_item" }, { op: "add_item" }, { op: "move_meal" }])).toBe("2 × add item, move meal");
  });

  it("names the parts of a record once, and roles by their titles", () => {
    expect(partsText(["client_allergies", "record_history", "audit_entry"])).toBe("allergy, history");
    expect(actorTitle("org_admin")).toBe("Administrator");
    expect(actorTitle("postgres")).toBe("Database");
    expect(actorTitle("tf_authenticator")).toBe("");
  });
});
