import { computed } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { toasts } from "../../../ui/toast/toasts.ts";
import { MemberLine, type Member } from "./member-line.ts";

const DeactivateMember = graphql(
  `
    mutation DeactivateMember($memberId: UUID!) {
      deactivateMember(input: { memberId: $memberId }) {
        result {
          id
          ...MemberLine
        }
      }
    }
  `,
  [MemberLine],
);
const ReactivateMember = graphql(
  `
    mutation ReactivateMember($memberId: UUID!) {
      reactivateMember(input: { memberId: $memberId }) {
        result {
          id
          ...MemberLine
        }
      }
    }
  `,
  [MemberLine],
);

const nameOf = (member: Member) => member.user?.displayName ?? "This person";

/** Takes the rights of a member of staff and gives them back; each offers the other as the way back. */
export function useMemberStatus() {
  const leaving = useAction(DeactivateMember);
  const returning = useAction(ReactivateMember);

  async function deactivate(member: Member): Promise<boolean> {
    if (!(await leaving.run({ memberId: member.rowId }))) return false;
    toasts.show(`${nameOf(member)} is deactivated`, async () => void (await returning.run({ memberId: member.rowId })));
    return true;
  }

  async function reactivate(member: Member): Promise<void> {
    if (!(await returning.run({ memberId: member.rowId }))) return;
    toasts.show(`${nameOf(member)} may sign in again`, async () => void (await leaving.run({ memberId: member.rowId })));
  }

  return {
    deactivate,
    reactivate,
    isBusy: computed(() => leaving.isBusy.value || returning.isBusy.value),
    problem: computed(() => leaving.problem.value ?? returning.problem.value),
  };
}
