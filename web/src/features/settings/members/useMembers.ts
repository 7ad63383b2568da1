import { useQuery } from "@urql/vue";
import { useDocumentVisibility, useIntervalFn } from "@vueuse/core";
import { computed, watch } from "vue";

import { graphql, readFragment } from "../../../graphql/graphql.ts";
import { InvitationLine, MemberLine, type Invitation } from "./member-line.ts";

const MemberList = graphql(
  `
    query MemberList {
      memberships(first: 200) {
        nodes {
          id
          ...MemberLine
        }
      }
    }
  `,
  [MemberLine],
);
const OpenInvitations = graphql(
  `
    query OpenInvitations {
      openInvitations(kind: member, first: 200) {
        nodes {
          id
          ...InvitationLine
        }
      }
    }
  `,
  [InvitationLine],
);

/** How often the invitations are asked for again while one is on its way. */
const everyMs = 2500;
const isOnItsWay = (invitation: Invitation) => !invitation.sentAt && !invitation.deliveryError;

/** The staff, active people first, and whom somebody invited; what is being mailed is followed until it arrived. */
export function useMembers() {
  const staff = useQuery({ query: MemberList, variables: {} });
  const invited = useQuery({ query: OpenInvitations, variables: {} });
  const askAgain = () => void invited.executeQuery({ requestPolicy: "network-only" });

  const members = computed(() =>
    (staff.data.value?.memberships?.nodes ?? [])
      .flatMap((node) => (node ? [readFragment(MemberLine, node)] : []))
      .sort((a, b) => a.status.localeCompare(b.status) || (a.user?.displayName ?? "").localeCompare(b.user?.displayName ?? "")),
  );
  const invitations = computed(() =>
    (invited.data.value?.openInvitations?.nodes ?? [])
      .flatMap((node) => (node ? [readFragment(InvitationLine, node)] : []))
      .filter((invitation) => !invitation.revokedAt),
  );

  const visibility = useDocumentVisibility();
  const pulse = useIntervalFn(askAgain, everyMs, { immediate: false });
  watch(
    () => visibility.value === "visible" && invitations.value.some(isOnItsWay),
    (isWaiting) => (isWaiting ? pulse.resume() : pulse.pause()),
    { immediate: true },
  );

  return {
    members,
    invitations,
    isLoaded: computed(() => staff.data.value !== undefined && invited.data.value !== undefined),
    error: computed(() => staff.error.value ?? invited.error.value),
    retry: () => {
      void staff.executeQuery({ requestPolicy: "network-only" });
      askAgain();
    },
  };
}
