import { cacheExchange, type Cache, type UpdatesConfig } from "@urql/exchange-graphcache";

/** Every object is known by its global node id; what has none (a page, an edge, a figure) lives inside its parent. */
const byNodeId = new Proxy<Record<string, (data: { id?: unknown }) => string | null>>(
  {},
  { get: () => (data: { id?: unknown }) => (typeof data.id === "string" ? data.id : null) },
);

/** Forgets lists of the root, so that they are asked for again wherever they are on the screen. */
function forgetLists(cache: Cache, fields: readonly string[]): void {
  for (const { fieldName, fieldKey } of cache.inspectFields("Query")) {
    if (fields.includes(fieldName)) cache.invalidate("Query", fieldKey);
  }
}

/** Which root lists a change makes stale. A changed object itself updates everywhere by its node id. */
export type StaleLists = Record<string, readonly string[]>;

/** The same lists, made stale by each of these mutations. */
export const staleBy = (lists: string[], ...mutations: string[]): StaleLists => Object.fromEntries(mutations.map((mutation) => [mutation, lists]));

/** The normalized cache; `staleLists` names, per mutation, the root lists that it changes. */
export function createCache(staleLists: StaleLists) {
  const mutations: NonNullable<UpdatesConfig["Mutation"]> = {};
  for (const [mutation, fields] of Object.entries(staleLists)) {
    mutations[mutation] = (_result, _args, cache) => forgetLists(cache, fields);
  }
  return cacheExchange({ keys: byNodeId, updates: { Mutation: mutations } });
}
