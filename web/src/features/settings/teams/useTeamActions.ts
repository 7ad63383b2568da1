import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { newId } from "../../../graphql/new-id.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { toasts } from "../../../ui/toast/toasts.ts";
import { memberName, TeamFields, type Team, type TeamMember } from "./team-fields.ts";

const ArchiveTeam = graphql(
  `
    mutation ArchiveTeam($teamId: UUID!) {
      archiveTeam(input: { teamId: $teamId }) {
        result {
          id
          ...TeamFields
        }
      }
    }
  `,
  [TeamFields],
);
const RestoreTeam = graphql(
  `
    mutation RestoreTeam($teamId: UUID!) {
      restoreTeam(input: { teamId: $teamId }) {
        result {
          id
          ...TeamFields
        }
      }
    }
  `,
  [TeamFields],
);
const EndTeamMembership = graphql(`
  mutation EndTeamMembership($id: UUID!, $endsOn: Date!) {
    endTeamMembership(input: { teamMemberId: $id, endsOn: $endsOn }) {
      result {
        id
        endsOn
      }
    }
  }
`);
const JoinAgain = graphql(`
  mutation JoinAgain($input: AddTeamMemberInput!) {
    addTeamMember(input: $input) {
      result {
        id
      }
    }
  }
`);

/** What is done to a team with one click, each with its way back; `changed` is called after it. */
export function useTeamActions(changed: () => void) {
  const archiving = useAction(ArchiveTeam);
  const restoring = useAction(RestoreTeam);
  const leaving = useAction(EndTeamMembership);
  const joining = useAction(JoinAgain);

  return {
    async archive(team: Team): Promise<void> {
      if (!(await archiving.run({ teamId: team.rowId }))) return;
      toasts.show(`${team.name} is archived`, async () => void (await restoring.run({ teamId: team.rowId })));
    },

    async restore(team: Team): Promise<void> {
      if (await restoring.run({ teamId: team.rowId })) toasts.show(`${team.name} is in use again`);
    },

    /** From today. Going back begins a new period, which opens the records again, so oneself cannot do it without a reason. */
    async remove(team: Team, of: TeamMember, today: string, isOneself: boolean): Promise<void> {
      if (!(await leaving.run({ id: of.rowId, endsOn: today }))) return;
      const again = async () => {
        await joining.run({ input: { id: newId(), teamId: team.rowId, memberId: of.memberId, endsOn: of.endsOn } });
        changed();
      };
      toasts.show(`${memberName(of)} no longer belongs to ${team.name}`, isOneself ? undefined : again);
      changed();
    },

    problem: computed(() => archiving.problem.value ?? restoring.problem.value ?? leaving.problem.value ?? joining.problem.value),
    isBusy: computed(() => archiving.isBusy.value || restoring.isBusy.value || leaving.isBusy.value),
  };
}
