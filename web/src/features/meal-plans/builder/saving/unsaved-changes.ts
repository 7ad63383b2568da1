import { keepWork, leftWork } from "../../../../auth/kept-work.ts";
import { session } from "../../../../auth/session.ts";
import type { Change } from "../edits/plan-edit.ts";

/** Changes of an earlier visit that may not have reached the server. */
export interface LeftChanges {
  /** The revision that the first of them was made on. */
  revision: number;
  changes: Change[];
  /** They are taken over: the browser need not keep them for anybody else. */
  drop: () => void;
}

const workOf = (versionId: string) => ({ ownerId: session.identity.value?.memberId ?? "nobody", subjectId: versionId });

/** Keeps what is not saved of one version, until it is. */
export function keepUnsaved(versionId: string) {
  const place = keepWork(workOf(versionId));
  return {
    /** Answers whether a closed window would lose nothing. */
    keep(revision: number, changes: readonly Change[]): boolean {
      if (changes.length > 0) return place.keep({ revision, changes });
      place.clear();
      return true;
    },
    close: place.close,
  };
}

/** What earlier visits to this version left unsaved; null = nothing. */
export async function leftChanges(versionId: string): Promise<LeftChanges | null> {
  const { work, drop } = await leftWork(workOf(versionId));
  const parts = work.filter(isLeft);
  if (parts.length === 0) return null;
  return { revision: Math.min(...parts.map((part) => part.revision)), changes: parts.flatMap((part) => part.changes), drop };
}

function isLeft(work: unknown): work is Pick<LeftChanges, "revision" | "changes"> {
  const one = work as Partial<LeftChanges> | null;
  return typeof one?.revision === "number" && Array.isArray(one.changes) && one.changes.every((change) => Array.isArray(change?.edits) && change.was);
}
