/**
 * Work that did not reach the server yet, kept in this browser so that a crash, a closed window or an ended session loses nothing:
 * one entry a person, thing and window. It may hold health data in the person's own words, so it is as little as possible: removed
 * as soon as it is saved, when its owner signs out, and after a week in any case.
 */
const prefix = "trackforge.unsaved.";
const longestMs = 7 * 86_400_000;

/** Whose work on what, such as a membership's id and a version's. */
export interface WorkOf {
  ownerId: string;
  subjectId: string;
}

interface Entry {
  at: number;
  work: unknown;
}

/** A place for the work of this window, for as long as it is open. */
export function keepWork({ ownerId, subjectId }: WorkOf) {
  const windowId = crypto.getRandomValues(new Uint32Array(2)).join("-");
  const key = `${prefix}${ownerId}.${subjectId}.${windowId}`;
  let release: (() => void) | undefined;
  let isClosed = false;
  // While this window lives it holds the lock of its entry; the system lets go of it when the window is closed or crashes.
  const held = navigator.locks?.request(key, () => new Promise<void>((done) => (isClosed ? done() : (release = done))));

  return {
    /** Keeps the work instead of what was kept before; answers whether there was room for it. */
    keep(work: unknown): boolean {
      try {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), work } satisfies Entry));
        return true;
      } catch {
        return false;
      }
    },
    /** Everything is saved. */
    clear: (): void => localStorage.removeItem(key),
    /** The window goes on to something else; what is kept waits for whoever opens the same thing next, from when this is done. */
    async close(): Promise<void> {
      isClosed = true;
      release?.();
      await held;
    },
  };
}

/** Work that windows left behind which are no longer open, oldest first; `drop` removes it from the browser. */
export async function leftWork({ ownerId, subjectId }: WorkOf): Promise<{ work: unknown[]; drop: () => void }> {
  forget((_key, entry) => !entry || entry.at < Date.now() - longestMs);
  const keys = ourKeys().filter((key) => key.startsWith(`${prefix}${ownerId}.${subjectId}.`));
  const left = await Promise.all(keys.map(async (key) => ((await isHeld(key)) ? [] : [key])));
  const entries = left.flat().flatMap((key) => read(key) ?? []);
  return { work: entries.sort((a, b) => a.at - b.at).map((entry) => entry.work), drop: () => left.flat().forEach((key) => localStorage.removeItem(key)) };
}

/** Removes all that is of these owners: they sign out. */
export function forgetWork(ownerIds: readonly string[]): void {
  forget((key) => ownerIds.some((id) => key.startsWith(`${prefix}${id}.`)));
}

function forget(isOver: (key: string, entry: Entry | null) => boolean): void {
  for (const key of ourKeys()) if (isOver(key, read(key))) localStorage.removeItem(key);
}

const ourKeys = (): string[] => Object.keys(localStorage).filter((key) => key.startsWith(prefix));

async function isHeld(key: string): Promise<boolean> {
  if (!navigator.locks) return false;
  return navigator.locks.request(key, { ifAvailable: true }, (lock) => lock === null);
}

function read(key: string): Entry | null {
  try {
    const entry: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof entry === "object" && entry !== null && typeof (entry as Entry).at === "number" ? (entry as Entry) : null;
  } catch {
    return null;
  }
}
