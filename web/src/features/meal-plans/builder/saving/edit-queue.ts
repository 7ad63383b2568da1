import type { Change, PlanEdit } from "../edits/plan-edit.ts";

/** Why a batch was not written, as far as the queue needs to know. */
export type SendFailure =
  /** The server was not reached: nobody knows whether the batch arrived. */
  | { kind: "offline" }
  /** The draft is no longer the one that these edits were made in: edited elsewhere, or published. */
  | { kind: "conflict"; message: string }
  /** The server gave a reason against this batch. */
  | { kind: "refused"; message: string }
  /** Everything else; what is queued is kept. */
  | { kind: "failed"; message: string; requestId?: string };

export type SendResult<Answer> = { ok: true; answer: Answer } | { ok: false; failure: SendFailure };

export type QueueState =
  | { kind: "idle" }
  | { kind: "saving" }
  | { kind: "offline" }
  | { kind: "conflict"; message: string }
  | { kind: "failed"; message: string; requestId?: string };

interface QueueOptions<Answer> {
  /** Sends one batch with the revision that the sender knows. */
  send: (edits: PlanEdit[]) => Promise<SendResult<Answer>>;
  /** After a stale revision that may be our own lost answer: how many of these changes, from the first, the server holds already. */
  arrived: (changes: readonly Change[]) => Promise<number>;
  onSaved: (changes: readonly Change[], answer: Answer) => void;
  onRefused: (change: Change, message: string) => void;
  onState: (state: QueueState) => void;
  /** Edits in one batch at most. */
  batchSize?: number;
  /** Milliseconds until the n-th try (from 1) while the server cannot be reached. */
  retryDelay?: (tries: number) => number;
}

/**
 * Sends changes in order, one batch at a time: at once when nothing is on its way, else together with the next batch.
 * A batch is whole changes. Refused batches are sent again change by change, so that only the guilty one is given up.
 */
export function createEditQueue<Answer>(options: QueueOptions<Answer>) {
  const { batchSize = 200, retryDelay = (tries) => Math.min(1000 * 2 ** (tries - 1), 30_000) } = options;
  let waiting: Change[] = [];
  let sent: Change[] = [];
  let state: QueueState = { kind: "idle" };
  let isUncertain = false;
  let oneByOne = 0;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function enter(next: QueueState): void {
    state = next;
    options.onState(next);
  }

  function takeBatch(): Change[] {
    if (oneByOne > 0) return waiting.splice(0, 1);
    let size = 0;
    const fits = waiting.findIndex((change) => (size += change.edits.length) > batchSize);
    return waiting.splice(0, fits < 0 ? waiting.length : Math.max(fits, 1));
  }

  async function pump(): Promise<void> {
    if (sent.length > 0 || waiting.length === 0) return;
    sent = takeBatch();
    enter({ kind: "saving" });
    const result = await options.send(sent.flatMap((change) => change.edits));
    if (result.ok) accept(result.answer);
    else await meet(result.failure);
  }

  function accept(answer: Answer): void {
    const saved = sent;
    sent = [];
    settle(saved.length);
    options.onSaved(saved, answer);
    next();
  }

  /** `count` changes have left the queue, one way or the other. */
  function settle(count: number): void {
    isUncertain = false;
    tries = 0;
    oneByOne = Math.max(0, oneByOne - count);
  }

  function next(): void {
    if (waiting.length > 0) void pump();
    else enter({ kind: "idle" });
  }

  function takeBack(): void {
    waiting = [...sent, ...waiting];
    sent = [];
  }

  async function meet(failure: SendFailure): Promise<void> {
    switch (failure.kind) {
      case "offline":
        isUncertain = true;
        takeBack();
        enter(failure);
        tries += 1;
        clearTimeout(timer);
        timer = setTimeout(() => void pump(), retryDelay(tries));
        return;
      case "conflict":
        return meetConflict(failure);
      case "refused":
        if (sent.length > 1) {
          oneByOne = sent.length;
          takeBack();
          return next();
        }
        return giveUp(failure.message);
      case "failed":
        takeBack();
        return enter(failure);
    }
  }

  async function meetConflict(failure: SendFailure & { kind: "conflict" }): Promise<void> {
    const saved = isUncertain ? await options.arrived(sent) : 0;
    sent = sent.slice(saved);
    takeBack();
    if (saved === 0) return enter(failure);
    settle(saved);
    next();
  }

  function giveUp(message: string): void {
    const [change] = sent;
    sent = [];
    settle(1);
    if (change) options.onRefused(change, message);
    next();
  }

  return {
    /** Queues a change; it leaves at once unless another batch is on its way or a person has to decide first. */
    push(change: Change): void {
      waiting.push(change);
      if (state.kind === "idle" || state.kind === "failed") void pump();
    },
    /** Tries again now, for example when the browser is online again. */
    retry(): void {
      if (state.kind !== "offline" && state.kind !== "failed") return;
      clearTimeout(timer);
      void pump();
    },
    /** What is not known to be saved, in order. */
    pending: (): readonly Change[] => [...sent, ...waiting],
    /** Gives up changes that no longer apply, where they have not been sent. */
    drop(changes: readonly Change[]): void {
      waiting = waiting.filter((change) => !changes.includes(change));
    },
    /** Holds changes of an earlier visit, which were made in a plan that is another by now, until somebody decides. */
    hold(changes: readonly Change[]): void {
      waiting = [...changes];
      enter({ kind: "conflict", message: "" });
    },
    /** Ends a conflict: continues with these changes on top of the plan that was loaded. */
    restart(changes: readonly Change[]): void {
      clearTimeout(timer);
      waiting = [...changes];
      sent = [];
      settle(oneByOne);
      next();
    },
    /** Forgets what waits and stops trying. */
    stop(): void {
      clearTimeout(timer);
      waiting = [];
    },
  };
}
