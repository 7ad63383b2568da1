import type { Finding } from "./finding.ts";

/** Words that are not written as they stand in a code. */
const spellings: Record<string, string> = {
  ace: "ACE", arb: "ARB", ckd: "CKD", ldl: "LDL", mao: "MAO", pku: "PKU", b6: "B6", b12: "B12", dha: "DHA", epa: "EPA", id: "ID",
};

/** "Hypertension – sodium a day" of `hypertension.sodium_day`: a rule's code as people say it. */
export function ruleTitle(code: string): string {
  const [subject = "", what = ""] = code.split(".");
  const bound = what.replace(/_(item|meal|day)$/, (_, scope: string) => (scope === "item" ? "_an_item" : `_a_${scope}`)).replace(/_average(_a_day)?$/, "_on_the_average_day");
  return [sentence(subject), spelled(bound)].filter(Boolean).join(" – ");
}

const spelled = (words: string) =>
  words
    .split("_")
    .map((word) => spellings[word] ?? word)
    .join(" ")
    .replace(/(?<=\bvitamin )[a-z]\b/g, (letter) => letter.toUpperCase());
const sentence = (words: string) => spelled(words).replace(/^./, (letter) => letter.toUpperCase());

/** Who speaks where it is not a rule of the knowledge base. */
export const originWords: Record<Finding["origin"], string | null> = {
  rule: null,
  allergy: "Client’s allergies",
  limit: "Physician’s limit",
};
