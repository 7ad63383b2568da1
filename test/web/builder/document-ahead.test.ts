import { Client, fetchExchange, mapExchange } from "@urql/vue";
import { expect, it, vi } from "vitest";
import { askForDocument, askForDocumentAhead, forgetDocumentAhead } from "../../../web/src/features/meal-plans/builder/saving/document-query.ts";

/** A server that answers each request with its number. */
function numbered() {
  const asked: string[] = [];
  const answered = vi.fn();
  const client = new Client({
    url: "http://localhost/graphql",
    preferGetMethod: false,
    exchanges: [mapExchange({ onResult: () => answered() }), fetchExchange],
    fetch: async (_url, init) => {
      asked.push((JSON.parse(String(init?.body)) as { variables: { versionId: string } }).variables.versionId);
      return Response.json({ data: { mealPlanVersionDocument: asked.length } });
    },
  });
  const open = async (versionId: string) => (await askForDocument(client, versionId)).data?.mealPlanVersionDocument;
  return { asked, answered, client, open };
}

it("what was asked for on the way to a version is shown once; opened again, it is as it is then", async () => {
  const { asked, client, open } = numbered();
  askForDocumentAhead(client, "a");
  expect(await open("a")).toBe(1);
  expect(await open("a")).toBe(2);
  expect(asked).toEqual(["a", "a"]);
});

it("another version than the one on the way is asked for, and so is one by somebody else", async () => {
  const { asked, client, open } = numbered();
  askForDocumentAhead(client, "a");
  expect(await open("b")).toBe(2);
  expect(await open("a"), "the way to a was left").toBe(3);
  askForDocumentAhead(numbered().client, "a");
  expect(await open("a")).toBe(4);
  expect(asked).toEqual(["a", "b", "a", "a"]);
});

it("who did not get there sees the plan of when they come again", async () => {
  const { asked, answered, client, open } = numbered();
  askForDocumentAhead(client, "a");
  await vi.waitFor(() => expect(answered).toHaveBeenCalledOnce());
  forgetDocumentAhead();
  expect(await open("a")).toBe(2);
  expect(asked).toEqual(["a", "a"]);
});
