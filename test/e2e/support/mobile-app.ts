import { expect } from "vitest";
import { CLIENT, PASSWORD } from "./stage.ts";

/** What the client's phone app does: signs in for a mobile device, reads the prescribed day, sends logs. */
export type MobileApp = {
  prescribedDay: (onDate: string) => Promise<Record<string, any>>;
  /** Answers one result for each event, in order. */
  log: (events: object[]) => Promise<Record<string, any>[]>;
};

export async function signInOnPhone(url: string): Promise<MobileApp> {
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(url + path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
    return answer.json();
  };
  const { accessToken } = await post("/api/v1/auth/login", { email: CLIENT, password: PASSWORD, client: "mobile" });
  const ask = async (query: string, variables: object) => {
    const { data, errors } = await post("/api/v1/graphql", { query, variables }, { authorization: `Bearer ${accessToken}` });
    expect(errors).toBeUndefined();
    return data;
  };
  return {
    prescribedDay: async (onDate) => (await ask("query($onDate: Date!) { myPrescribedDay(onDate: $onDate) }", { onDate })).myPrescribedDay,
    log: async (events) => (await ask("mutation($events: JSON!) { logBatch(input: {events: $events}) { result } }", { events })).logBatch.result,
  };
}
