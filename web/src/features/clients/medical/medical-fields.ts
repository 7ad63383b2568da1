import { graphql, type ResultOf } from "../../../graphql/graphql.ts";

export const ConditionEntry = graphql(`
  fragment ConditionEntry on ClientCondition {
    id
    rowId
    startedOn
    endedOn
    note
    updatedAt
    updatedByName
    condition {
      id
      rowId
      name
    }
  }
`);

export const MedicationEntry = graphql(`
  fragment MedicationEntry on ClientMedication {
    id
    rowId
    dose
    startedOn
    endedOn
    note
    updatedAt
    updatedByName
    medication {
      id
      rowId
      name
    }
  }
`);

export const AllergyEntry = graphql(`
  fragment AllergyEntry on ClientAllergy {
    id
    rowId
    kind
    criticality
    status
    reaction
    updatedAt
    updatedByName
    allergen {
      id
      rowId
      name
    }
  }
`);

type AllergyWords = ResultOf<typeof AllergyEntry>;

export const kindTitles: Record<AllergyWords["kind"], string> = { allergy: "Allergy", intolerance: "Intolerance" };
export const criticalityTitles: Record<AllergyWords["criticality"], string> = { high: "High", low: "Low" };
export const allergyStatusTitles: Record<AllergyWords["status"], string> = {
  active: "Active",
  resolved: "Resolved",
  refuted: "Refuted",
};
