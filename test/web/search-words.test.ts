import { describe, expect, it } from "vitest";
import { commandOf, placesNamed } from "../../web/src/app/search-words.ts";

describe("what is typed into the search over everything", () => {
  it("is a name, or a verb and a name", () => {
    expect(commandOf(" keller ")).toEqual({ verb: null, about: "keller" });
    expect(commandOf("new plan for Maria")).toEqual({ verb: "new-plan", about: "Maria" });
    expect(commandOf("New meal plan maria k")).toEqual({ verb: "new-plan", about: "maria k" });
    expect(commandOf("print week plan")).toEqual({ verb: "print", about: "week plan" });
    expect(commandOf("compare versions of low salt")).toEqual({ verb: "compare", about: "low salt" });
    expect(commandOf("medical profile of berg")).toEqual({ verb: "record", about: "berg" });
    expect(commandOf("diary berg")).toEqual({ verb: "diary", about: "berg" });
    expect(commandOf("plan of berg")).toEqual({ verb: "plan", about: "berg" });
  });
  it("is no verb without a name behind it, nor inside a word", () => {
    for (const words of ["compare", "print ", "plant-based", "diarylike berg", "printer"]) expect(commandOf(words)).toEqual({ verb: null, about: words.trim() });
  });
  it("finds pages by how their words begin, titles first, and none by a single letter", () => {
    const place = (title: string, words?: string) => ({ title, to: "/", needs: [], ...(words && { words }) });
    const places = [place("Diaries to review"), place("To review", "plans worklist"), place("Compare versions"), place("Plans")];
    const found = (words: string) => placesNamed(words, places).map(({ title }) => title);
    expect(found("comp")).toEqual(["Compare versions"]);
    expect(found("to review"), "what is called so comes first").toEqual(["To review", "Diaries to review"]);
    expect(found("review to")).toEqual(["Diaries to review", "To review"]);
    expect(found("plans")).toEqual(["Plans", "To review"]);
    expect(found("p")).toEqual([]);
    expect(found("versions of")).toEqual([]);
  });
});
