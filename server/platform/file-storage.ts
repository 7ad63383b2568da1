import { createHash } from "node:crypto";
import { Readable, Transform } from "node:stream";
import type { ReadableStream as WebReadable } from "node:stream/web";
import { bech32 } from "@scure/base";
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { Disk } from "flydrive";
import { FSDriver } from "flydrive/drivers/fs";

/** Files at rest, encrypted with authentication: a changed or cut file cannot be read to its end without an error. */
export type FileStorage = {
  /** Stores what the stream gives, in flat memory. @returns size in bytes and SHA-256 (hex) of the plain content */
  put(key: string, content: Readable): Promise<{ bytes: number; sha256: string }>;
  /** The plain content; the stream errors where the stored file is not what was put. Rejects when there is no such file. */
  get(key: string): Promise<Readable>;
  /** Deletes everything below the key's folder; nothing there is fine. */
  deleteFolder(prefix: string): Promise<void>;
};

/**
 * @param options.directory where the files lie
 * @param options.key 32 bytes that encrypt them (the age format, X25519)
 */
export async function createFileStorage(options: { directory: string; key: Buffer }): Promise<FileStorage> {
  const disk = new Disk(new FSDriver({ location: options.directory, visibility: "private" }));
  const identity = bech32.encodeFromBytes("AGE-SECRET-KEY-", options.key).toUpperCase();
  const recipient = await identityToRecipient(identity);

  return {
    async put(key, content) {
      const measured = measure();
      const encrypter = new Encrypter();
      encrypter.addRecipient(recipient);
      // A failing source must fail the stored stream too, or a cut file would look whole.
      content.once("error", (error) => measured.stream.destroy(error));
      const plain = Readable.toWeb(content.pipe(measured.stream)) as unknown as ReadableStream<Uint8Array>;
      await disk.putStream(key, Readable.fromWeb((await encrypter.encrypt(plain)) as unknown as WebReadable<Uint8Array>));
      return measured.result();
    },
    async get(key) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      const stored = Readable.toWeb(await disk.getStream(key)) as unknown as ReadableStream<Uint8Array>;
      return Readable.fromWeb((await decrypter.decrypt(stored)) as unknown as WebReadable<Uint8Array>);
    },
    async deleteFolder(prefix) {
      await disk.deleteAll(prefix);
    },
  };
}

function measure() {
  const hash = createHash("sha256");
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ bytes, sha256: hash.digest("hex") }) };
}
