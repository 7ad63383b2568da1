import { useQuery } from "@urql/vue";
import { refDebounced } from "@vueuse/core";
import { computed, shallowRef } from "vue";
import { useRouter, type RouteLocationRaw } from "vue-router";

import { session } from "../auth/session.ts";
import { AssignmentFields, assignmentState } from "../features/clients/components/assignment-fields.ts";
import { parseHits } from "../features/library/search/library-hit.ts";
import { planPage, PlanLine, printPage, versionPage, versionsOf, type Plan } from "../features/meal-plans/plan-versions.ts";
import { graphql, readFragment, type ResultOf } from "../graphql/graphql.ts";
import { problemOf } from "../graphql/problems.ts";
import { dayOf, formatDay } from "../ui/numbers/dates.ts";
import { offeredPlaces } from "./places.ts";
import { commandOf, placesNamed, type Verb } from "./search-words.ts";

export interface Hit {
  id: string;
  kind: "Go to" | "Clients" | "Meal plans" | "Foods" | "Recipes";
  title: string;
  detail: string;
  to: RouteLocationRaw;
}

const GlobalSearch = graphql(
  `
    query GlobalSearch($words: String!, $about: String!, $isCommand: Boolean!, $withFollowed: Boolean!) {
      clients(first: 8, filter: { fullName: { includesInsensitive: $about } }, orderBy: [FAMILY_NAME_ASC]) {
        nodes {
          id
          rowId
          fullName
          bornOn
          isInMyCare
          mealPlanAssignments(first: 20, orderBy: [PRIMARY_KEY_DESC]) @include(if: $withFollowed) {
            nodes {
              id
              ...AssignmentFields
            }
          }
        }
      }
      mealPlans(first: 8, filter: { name: { includesInsensitive: $words }, archivedAt: { isNull: true } }, orderBy: [UPDATED_AT_DESC]) {
        nodes {
          id
          ...PlanLine
        }
      }
      plansOfCommand: mealPlans(first: 8, filter: { name: { includesInsensitive: $about }, archivedAt: { isNull: true } }, orderBy: [UPDATED_AT_DESC]) @include(if: $isCommand) {
        nodes {
          id
          ...PlanLine
        }
      }
      searchFoods(query: $words, first: 8)
    }
  `,
  [PlanLine, AssignmentFields],
);

type Client = NonNullable<NonNullable<ResultOf<typeof GlobalSearch>["clients"]>["nodes"][number]>;
/** So many clients or plans have room for what can be done with each. */
const few = 2;

/** Pages, what can be done with a client or a plan, clients and plans by name, and foods and recipes, among what the person may see. */
export function useGlobalSearch() {
  const router = useRouter();
  const words = shallowRef("");
  const asked = refDebounced(
    computed(() => words.value.trim()),
    150,
  );
  const command = computed(() => commandOf(asked.value));
  const { data, error, fetching } = useQuery({
    query: GlobalSearch,
    variables: () => {
      const { verb, about } = command.value;
      // Who follows what is part of the record: it is read, and that is kept, only when it is asked for.
      return { words: asked.value, about, isCommand: verb !== null, withFollowed: verb === "plan" || verb === "print" };
    },
    pause: () => asked.value === "",
    requestPolicy: "network-only",
  });

  const places = computed(() => placesNamed(words.value, offeredPlaces()).map((place): Hit => ({ id: `place ${place.title}`, kind: "Go to", title: place.title, detail: place.section, to: place.to })));
  const hits = computed<Hit[]>(() => {
    if (words.value.trim() === "") return [];
    const { verb } = command.value;
    const clients = (data.value?.clients?.nodes ?? []).flatMap((client) => client ?? []);
    const plans = (data.value?.mealPlans?.nodes ?? []).flatMap((node) => (node ? [readFragment(PlanLine, node)] : []));
    const named = (data.value?.plansOfCommand?.nodes ?? []).flatMap((node) => (node ? [readFragment(PlanLine, node)] : []));
    const done = verb ? [...clients.flatMap((client) => clientActions(client, [verb])), ...named.flatMap((plan) => planActions(plan, [verb]))] : [];
    const library = parseHits(data.value?.searchFoods).flatMap((found): Hit[] => {
      const isFood = found.kind === "food";
      if (!router.hasRoute(found.kind)) return [];
      const to = { name: found.kind, params: isFood ? { foodId: found.id } : { recipeId: found.id } };
      return [{ id: found.id, kind: isFood ? "Foods" : "Recipes", title: found.name, detail: found.brand ?? found.group ?? "", to }];
    });
    return [
      ...places.value,
      ...done.slice(0, 8),
      ...(verb ? [] : clients.flatMap((client) => [clientHit(client), ...(clients.length <= few ? clientActions(client, ["plans", "new-plan", "record", "diary"]) : [])])),
      ...plans.flatMap((plan) => [planHit(plan), ...(!verb && plans.length <= few ? planActions(plan, ["print", "compare"]) : [])]),
      ...library.filter(({ kind }) => kind === "Foods"),
      ...library.filter(({ kind }) => kind === "Recipes"),
    ];
  });

  return {
    words,
    hits,
    problem: computed(() => (error.value ? problemOf(error.value) : null)),
    /** Everything typed has been answered. */
    isSettled: computed(() => asked.value !== "" && asked.value === words.value.trim() && !fetching.value),
  };
}

const clientHit = (client: Client): Hit => ({
  id: client.id,
  kind: "Clients",
  title: client.fullName ?? "",
  detail: client.bornOn ? `born ${formatDay(client.bornOn)}` : "",
  to: { name: "client", params: { clientId: client.rowId } },
});

/** What can be done with a client in one's care. */
function clientActions(client: Client, verbs: readonly (Verb | "plans")[]): Hit[] {
  if (!client.isInMyCare) return [];
  const name = client.fullName ?? "";
  const params = { clientId: client.rowId };
  const today = dayOf(new Date());
  const followed = (client.mealPlanAssignments?.nodes ?? [])
    .flatMap((node) => (node ? [readFragment(AssignmentFields, node)] : []))
    .find((assignment) => ["current", "suspended"].includes(assignmentState(assignment, today)))?.mealPlanVersion;
  const action = (verb: Verb | "plans", title: string, to: RouteLocationRaw, detail = ""): Hit => ({ id: `${verb} ${client.id}`, kind: "Clients", title, detail, to });
  return verbs.flatMap((verb): Hit[] => {
    if (verb === "plans") return [action(verb, `Plans of ${name}`, { name: "client-plans", params })];
    if (verb === "record") return [action(verb, `Medical profile of ${name}`, { name: "client-medical", params })];
    if (verb === "diary") return [action(verb, `Diary of ${name}`, { name: "client-diary", params })];
    if (verb === "new-plan") return session.can("create_meal_plan") ? [action(verb, `New meal plan for ${name}`, { name: "new-meal-plan", query: { client: client.rowId } })] : [];
    if (!followed) return [];
    const plan = `${followed.mealPlan?.name}, version ${followed.number}`;
    if (verb === "plan") return [action(verb, `Plan that ${name} follows`, versionPage(followed.mealPlanId, followed.rowId), plan)];
    return verb === "print" ? [action(verb, `Print the plan that ${name} follows`, printPage(followed.mealPlanId, followed.rowId), plan)] : [];
  });
}

const planHit = (plan: Plan): Hit => ({ id: plan.id, kind: "Meal plans", title: plan.name, detail: plan.client?.fullName ?? "Template", to: planPage(plan) });

/** What can be done with a plan: of the version that work goes on with, and against the one before. */
function planActions(plan: Plan, verbs: readonly Verb[]): Hit[] {
  const versions = versionsOf(plan);
  const now = versions.find(({ status }) => status === "draft") ?? versions[0];
  if (!now) return [];
  const before = versions.find(({ number }) => number < now.number);
  const action = (verb: Verb, title: string, to: RouteLocationRaw): Hit => ({ id: `${verb} ${plan.id}`, kind: "Meal plans", title, detail: plan.client?.fullName ?? "Template", to });
  return verbs.flatMap((verb): Hit[] => {
    if (verb === "print") return [action(verb, `Print ${plan.name}, version ${now.number}`, printPage(plan.rowId, now.rowId))];
    if (verb !== "compare") return [];
    const title = before ? `Compare versions ${before.number} and ${now.number} of ${plan.name}` : `Compare ${plan.name}`;
    return [action(verb, title, { name: "compare-versions", query: { ...(before && { a: before.rowId }), b: now.rowId } })];
  });
}
