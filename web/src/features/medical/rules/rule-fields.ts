import { graphql, type ResultOf } from "../../../graphql/graphql.ts";

/** A rule as the list shows it. */
export const RuleLine = graphql(`
  fragment RuleLine on ContraindicationRule {
    id
    code
    severity
    effect
    message
    triggerKind
    triggerWords
    effectWords
    isReviewed
    standingReview {
      id
      reviewedAt
      reviewedByName
    }
    tightening {
      id
      minimum
      maximum
      unit
      reason
    }
    switchOff {
      id
      reason
    }
  }
`);

/** A version of a rule with everything that its page shows. */
export const RuleDetail = graphql(`
  fragment RuleDetail on ContraindicationRule {
    id
    rowId
    code
    version
    createdAt
    retiredAt
    severity
    effect
    message
    rationale
    citation
    citationUrl
    minimum
    maximum
    maxVariationPercent
    unit
    supersedes
    supersededBy
    triggerWords
    effectWords
    reviewedBy
    reviewedOn
    isReviewed
    tightening {
      id
      rowId
    }
    switchOff {
      id
      rowId
    }
    ruleAdjustmentsByRuleId(first: 100) {
      nodes {
        id
        rowId
        kind
        ruleVersion
        minimum
        maximum
        unit
        reason
        createdAt
        createdByName
        endedAt
        endedByName
        endCause
        endReason
      }
    }
    ruleReviewsByRuleId(first: 100) {
      nodes {
        id
        rowId
        memberId
        qualification
        note
        reviewedAt
        reviewedByName
        withdrawnAt
        withdrawnByName
        withdrawalReason
      }
    }
  }
`);

export type RuleRow = ResultOf<typeof RuleLine>;
export type Rule = ResultOf<typeof RuleDetail>;
/** What the organisation decided about a version. */
export type Adjustment = NonNullable<Rule["ruleAdjustmentsByRuleId"]["nodes"][number]>;
/** Who signed a version. */
export type Review = NonNullable<Rule["ruleReviewsByRuleId"]["nodes"][number]>;
