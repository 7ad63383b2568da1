import { readAuth, type AuthAnswer } from "./auth-api.ts";
import { session } from "./session.ts";

/** `fetch` for what is not GraphQL: with the person's token, renewed once when the server refuses it. */
export async function authorizedFetch(path: string, init: RequestInit = {}): Promise<Response> {
  if (!session.accessToken()) await session.refresh();
  const first = await send(path, init);
  if (first.status !== 401 || !(await session.refresh())) return first;
  return send(path, init);
}

/** Asks `/api/v1/auth/<path>` about the signed-in person's own account: posts a body, or without one only reads. */
export function askAccount(path: string, body?: object): Promise<AuthAnswer> {
  const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return readAuth(() => authorizedFetch(`/api/v1/auth/${path}`, init));
}

function send(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${session.accessToken() ?? ""}`);
  return fetch(path, { ...init, headers });
}
