import { roleTitles } from "../../../auth/identity.ts";
import { graphql, type ResultOf } from "../../../graphql/graphql.ts";

/** Who cares for the client, past, present and to come. */
export const CareTeamFields = graphql(`
  fragment CareTeamFields on Client {
    id
    fullName
    isInMyCare
    careAssignments(first: 100, orderBy: [PRIMARY_KEY_DESC]) {
      nodes {
        id
        rowId
        memberId
        teamId
        startsOn
        endsOn
        reason
        isTakeOver
        member {
          id
          title
          role
          status
          user {
            id
            displayName
          }
        }
        team {
          id
          name
          teamMembers(first: 50, orderBy: [PRIMARY_KEY_DESC]) {
            nodes {
              id
              startsOn
              endsOn
              member {
                id
                role
                status
                user {
                  id
                  displayName
                }
              }
            }
          }
        }
        handedOverFromMember {
          id
          user {
            id
            displayName
          }
        }
      }
    }
  }
`);

export type Care = NonNullable<ResultOf<typeof CareTeamFields>["careAssignments"]["nodes"][number]>;

/** Care that was just ended: its first day without, and whether somebody else cares on that day. */
export interface EndedCare {
  care: Care;
  from: string;
  isNobodyLeft: boolean;
}

/** Whether a period holds on a day; ends are exclusive, and an empty one never holds. */
export const holdsOn = ({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }, day: string) => startsOn <= day && (!endsOn || endsOn > day);
/** Whether a period holds on that day or will. */
export const holdsFrom = ({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }, day: string) => !endsOn || (endsOn > day && endsOn > startsOn);

const reaches = (member: { role: string; status: string } | null) => member !== null && member.status === "active" && member.role !== "researcher";

/** The names of those who reach the client's record through this care on a day. */
export function carersOn(care: Care, day: string): string[] {
  if (!holdsOn(care, day)) return [];
  if (!care.team) return reaches(care.member) ? [care.member?.user?.displayName ?? ""] : [];
  return care.team.teamMembers.nodes.flatMap((of) => (of && holdsOn(of, day) && reaches(of.member) ? [of.member?.user?.displayName ?? ""] : [])).sort();
}

/** What the carer is called: a person's name, or the team's. */
export const carerName = (care: Care) => care.team?.name ?? care.member?.user?.displayName ?? "This person";

/** What stands beside the name: the title, or who is in the team. */
export function carerDetail(care: Care, today: string): string {
  if (care.team && !holdsFrom(care, today)) return "Team";
  if (care.team) return `Team: ${carersOn({ ...care, startsOn: today, endsOn: null }, today).join(", ") || "nobody at present"}`;
  const what = care.member?.title ?? (care.member ? roleTitles[care.member.role] : "");
  return care.member?.status === "deactivated" ? `${what}, deactivated` : what;
}
