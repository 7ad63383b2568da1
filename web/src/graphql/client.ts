import { authExchange } from "@urql/exchange-auth";
import { Client, fetchExchange, type Exchange } from "@urql/vue";
import { shallowRef } from "vue";

import { session } from "../auth/session.ts";
import { createCache, type StaleLists } from "./cache.ts";

const auth = authExchange(async (utilities) => ({
  addAuthToOperation: (operation) => {
    const token = session.accessToken();
    return token ? utilities.appendHeaders(operation, { authorization: `Bearer ${token}` }) : operation;
  },
  willAuthError: () => session.accessToken() === null,
  didAuthError: (error) => (error.response as Response | undefined)?.status === 401,
  refreshAuth: async () => {
    await session.refresh();
  },
})) satisfies Exchange;

function create(staleLists: StaleLists): Client {
  return new Client({
    url: "/api/v1/graphql",
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    exchanges: [createCache(staleLists), auth, fetchExchange],
  });
}

/**
 * The GraphQL client of this session. Whoever signs in next must not see what the last person loaded, nor one place what
 * belongs to another, so leaving either replaces it together with its cache.
 */
export function createSessionClient(staleLists: StaleLists) {
  const client = shallowRef(create(staleLists));
  const empty = () => {
    client.value = create(staleLists);
  };
  session.onLeave(empty);
  session.onPlaceChange(empty);
  return client;
}
