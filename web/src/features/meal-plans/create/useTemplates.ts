import { useQuery } from "@urql/vue";
import { computed } from "vue";

import { graphql, readFragment } from "../../../graphql/graphql.ts";
import { PlanLine, versionsOf } from "../plan-versions.ts";

/** The templates to start a plan from: of each the version published last, else its draft. */
export function useTemplates() {
  const { data } = useQuery({
    query: graphql(
      `
        query Templates {
          mealPlans(first: 100, filter: { clientId: { isNull: true }, archivedAt: { isNull: true } }, orderBy: [NAME_ASC]) {
            nodes {
              id
              ...PlanLine
            }
          }
        }
      `,
      [PlanLine],
    ),
  });

  return computed(() =>
    (data.value?.mealPlans?.nodes ?? []).flatMap((node) => {
      if (!node) return [];
      const plan = readFragment(PlanLine, node);
      const versions = versionsOf(plan);
      const version = versions.find(({ status }) => status === "published") ?? versions[0];
      return version ? [{ value: version.rowId, title: `${plan.name}, version ${version.number}${version.status === "draft" ? " (draft)" : ""}` }] : [];
    }),
  );
}
