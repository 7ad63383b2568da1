import { session } from "./session.ts";

/** `fetch` for our own files and exports: with the person's token, renewed once when the server refuses it. */
export async function authorizedFetch(path: string, init: RequestInit = {}): Promise<Response> {
  if (!session.accessToken()) await session.refresh();
  const first = await send(path, init);
  if (first.status !== 401 || !(await session.refresh())) return first;
  return send(path, init);
}

function send(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${session.accessToken() ?? ""}`);
  return fetch(path, { ...init, headers });
}
