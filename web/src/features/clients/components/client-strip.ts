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
        endedOn
      }
    }
    bodyMetrics(first: 100, orderBy: [MEASURED_ON_DESC]) {
      nodes {
        id
        kind
        value
        measuredOn
      }
    }
  }
`);
