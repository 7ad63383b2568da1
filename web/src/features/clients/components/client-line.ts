import { graphql } from "../../../graphql/graphql.ts";

/** What a line of the client list shows. `$withRecord` = with the parts of the medical record that the person may see. */
export const ClientLine = graphql(`
  fragment ClientLine on Client {
    id
    rowId
    givenName
    familyName
    bornOn
    sex
    status
    nextReviewOn
    openAlertCount @include(if: $withRecord)
    uncheckedSince @include(if: $withRecord)
    careAssignments(first: 20) {
      nodes {
        id
        startsOn
        endsOn
        team {
          id
          name
        }
        member {
          id
          user {
            id
            displayName
          }
        }
      }
    }
    clientAllergies(first: 20) @include(if: $withRecord) {
      nodes {
        id
        status
        criticality
        allergen {
          id
          name
        }
      }
    }
    clientConditions(first: 20) @include(if: $withRecord) {
      nodes {
        id
        endedOn
        condition {
          id
          name
        }
      }
    }
  }
`);
