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

export const LifeStageEntry = graphql(`
  fragment LifeStageEntry on ClientLifeStage {
    id
    rowId
    lifeStage
    startedOn
    endedOn
    updatedAt
    updatedByName
  }
`);

export const MetricEntry = graphql(`
  fragment MetricEntry on BodyMetric {
    id
    rowId
    kind
    value
    measuredOn
    updatedAt
    updatedByName
  }
`);

export const LabEntry = graphql(`
  fragment LabEntry on ClientLab {
    id
    rowId
    labTestCode
    value
    takenOn
    enteredValue
    enteredUnit
    note
    updatedAt
    updatedByName
    labTest {
      id
      code
      name
      unit
      decimals
      sortOrder
      contraindicationRules(first: 50) {
        nodes {
          id
          retiredAt
          labMaxAgeDays
        }
      }
    }
  }
`);

export const LimitEntry = graphql(`
  fragment LimitEntry on ClientLimit {
    id
    rowId
    nutrientId
    scope
    minimum
    maximum
    severity
    orderedBy
    orderedOn
    startsOn
    endsOn
    note
    updatedAt
    updatedByName
    nutrient {
      id
      rowId
      name
      unit
      sortOrder
    }
  }
`);

export const PreferenceEntry = graphql(`
  fragment PreferenceEntry on ClientPreference {
    id
    rowId
    kind
    dietCode
    foodId
    tagCode
    foodGroupCode
    note
    updatedAt
    updatedByName
    diet {
      id
      code
      name
      description
    }
    food {
      id
      name
    }
    tag {
      id
      code
      name
    }
    foodGroup {
      id
      code
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
