import { useClientHandle, type CombinedError } from "@urql/vue";
import { shallowRef } from "vue";

import { graphql, type ResultOf } from "../../../graphql/graphql.ts";

const PermissionPage = graphql(`
  query Permissions($first: Int!, $offset: Int!) {
    permissions(first: $first, offset: $offset) {
      nodes {
        role
        capability
        kind
        rows
        policies
        meaning
      }
    }
  }
`);
/** The most that a page may have. */
const PAGE = 200;

export type Permission = NonNullable<NonNullable<ResultOf<typeof PermissionPage>["permissions"]>["nodes"][number]>;

/** The whole permission table, as it is in force now. */
export function usePermissions() {
  const { client } = useClientHandle();
  const permissions = shallowRef<Permission[]>();
  const error = shallowRef<CombinedError>();

  async function load(): Promise<void> {
    error.value = undefined;
    const found: Permission[] = [];
    for (let offset = 0, isLast = false; !isLast; offset += PAGE) {
      const answer = await client.query(PermissionPage, { first: PAGE, offset }, { requestPolicy: "network-only" }).toPromise();
      if (answer.error) return void (error.value = answer.error);
      const nodes = answer.data?.permissions?.nodes ?? [];
      found.push(...nodes.flatMap((node) => (node ? [node] : [])));
      isLast = nodes.length < PAGE;
    }
    permissions.value = found;
  }
  void load();

  return { permissions, error, load };
}
