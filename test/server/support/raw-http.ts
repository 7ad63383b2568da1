import { connect, type Socket } from "node:net";

/** A bare connection: what is written arrives byte for byte. */
export type RawConnection = { socket: Socket; write: (text: string) => void; closed: Promise<string>; received: () => string };

/** Resolves when connected; `closed` when the server has ended the connection, with all that it said. */
export async function rawConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk)).on("error", () => {});
  const closed = new Promise<string>((resolve) => socket.once("close", () => resolve(text)));
  await new Promise<void>((resolve) => socket.once("connect", resolve).once("close", resolve));
  return { socket, write: (more) => void socket.write(more), closed, received: () => text };
}

/** Sends one request as it is written, and answers all that came back until the server closed the connection. */
export async function rawRequest(url: string, text: string): Promise<string> {
  const connection = await rawConnection(url);
  connection.write(text);
  return connection.closed;
}

/** How often an error was answered so far, by `/metrics`. */
export async function errorsCounted(url: string, code: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^api_errors_total\\{code="${code}"\\} (\\d+)`, "m").exec(text)?.[1] ?? 0);
}
