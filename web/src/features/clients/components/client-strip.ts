import { graphql } from "../../../graphql/graphql.ts";

/** What stands above every page about a client: who it is and what to beware of. */
export const ClientStripFields = graphql(`
  fragment ClientStripFields on Client {
    id
    bornOn
    sex
    heightCm
    clientAllergies(first: 50) {
      nodes {
        id
        kind
        status
        criticality
        reaction
        allergen {
          id
          name
        }
      }
    }
    clientConditions(first: 50) {
      nodes {
        id
        endedOn
        condition {
          id
          name
        }
      }
    }
    clientMedications(first: 50) {
      nodes {
        id
        endedOn
        dose
        medication {
          id
          name
        }
      }
    }
    clientLifeStages(first: 10) {
      nodes {
        id
        lifeStage
        startedOn
        endedOn
      }
    }
    clientLimits(first: 100) {
      nodes {
        id
        scope
        minimum
        maximum
        orderedBy
        startsOn
        endsOn
        nutrient {
          id
          name
          unit
          sortOrder
        }
      }
    }
    latestMetrics(first: 10) {
      nodes {
        id
        kind
        value
        measuredOn
      }
    }
  }
`);
