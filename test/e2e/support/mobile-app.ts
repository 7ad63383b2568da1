import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import { projectPath } from "../../../bin/project-path.ts";
import { CLIENT, PASSWORD } from "./stage.ts";
import { daysAfter } from "../../harness/practice-dates.ts";

/** What the client's phone app does, with the documents that it really sends: signs in for a mobile device, reads the day, logs, reads comments. */
export type MobileApp = {
  prescribedDay: (onDate: string) => Promise<Record<string, any>>;
  /** Answers one result for each event, in order. */
  log: (events: object[]) => Promise<Record<string, any>[]>;
  /** What the care team said about the days [fromOn, toOn). */
  comments: (fromOn: string, toOn: string) => Promise<Record<string, any>[]>;
  read: (commentIds: string[]) => Promise<void>;
};

export async function signInOnPhone(url: string): Promise<MobileApp> {
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(url + path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
    return answer.json();
  };
  const { accessToken } = await post("/api/v1/auth/login", { email: CLIENT, password: PASSWORD, client: "mobile" });
  const ask = async (name: string, variables: object) => {
    const query = await readFile(projectPath(`server/operations/mobile/${name}.graphql`), "utf8");
    const { data, errors } = await post("/api/v1/graphql", { query, variables }, { authorization: `Bearer ${accessToken}` });
    expect(errors).toBeUndefined();
    return data;
  };
  return {
    prescribedDay: async (onDate) => (await ask("PrescribedDay", { onDate, dayAfter: daysAfter(onDate, 1) })).myPrescribedDay,
    log: async (events) => (await ask("LogBatch", { events })).logBatch.result,
    comments: async (fromOn, toOn) => (await ask("DiaryComments", { fromOn, toOn })).myDiaryComments.nodes,
    read: async (ids) => void (await ask("MarkDiaryCommentsRead", { ids })),
  };
}
