import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Change } from "../../../web/src/features/meal-plans/builder/edits/plan-edit.ts";
import { createEditQueue, type QueueState, type SendResult } from "../../../web/src/features/meal-plans/builder/saving/edit-queue.ts";

type Result = SendResult<string>;

const change = (id: string, size = 1): Change => ({
  id,
  label: id,
  edits: Array.from({ length: size }, (_, index) => ({ op: "remove_item" as const, id: `${id}-${index}` })),
  was: {},
});

/** A queue whose server answers when the test says so. */
function setUp(options: { arrived?: number; batchSize?: number } = {}) {
  const batches: string[][] = [];
  const answers: ((result: Result) => void)[] = [];
  const saved: string[] = [];
  const refused: string[] = [];
  const states: QueueState["kind"][] = [];
  const queue = createEditQueue<string>({
    send: (edits) => {
      batches.push(edits.map((edit) => ("id" in edit ? edit.id : "")));
      return new Promise((resolve) => answers.push(resolve));
    },
    arrived: () => Promise.resolve(options.arrived ?? 0),
    onSaved: (changes) => saved.push(...changes.map((one) => one.id)),
    onRefused: (one, message) => refused.push(`${one.id}: ${message}`),
    onState: (state) => states.push(state.kind),
    batchSize: options.batchSize ?? 200,
  });
  const answer = async (result: Result) => {
    answers.shift()!(result);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { queue, batches, saved, refused, states, answer };
}

const ok: Result = { ok: true, answer: "" };
const fails = (kind: "offline" | "conflict" | "refused" | "failed", message = ""): Result => ({
  ok: false,
  failure: kind === "offline" ? { kind } : { kind, message },
});

describe("the queue of edits", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("sends the first change at once and what follows meanwhile as one batch", async () => {
    const { queue, batches, saved, answer, states } = setUp();
    queue.push(change("a"));
    queue.push(change("b"));
    queue.push(change("c", 2));
    expect(batches).toEqual([["a-0"]]);
    await answer(ok);
    expect(batches).toEqual([["a-0"], ["b-0", "c-0", "c-1"]]);
    await answer(ok);
    expect(saved).toEqual(["a", "b", "c"]);
    expect(states.at(-1)).toBe("idle");
    expect(queue.pending()).toEqual([]);
  });

  it("never tears a change in two, even when it is larger than a batch", async () => {
    const { queue, batches, answer } = setUp({ batchSize: 2 });
    queue.push(change("a"));
    queue.push(change("b", 3));
    queue.push(change("c"));
    await answer(ok);
    await answer(ok);
    expect(batches.map((batch) => batch.length)).toEqual([1, 3, 1]);
  });

  it("keeps everything while offline and sends it again in order", async () => {
    const { queue, batches, saved, answer, states } = setUp();
    queue.push(change("a"));
    queue.push(change("b"));
    await answer(fails("offline"));
    expect(states.at(-1)).toBe("offline");
    expect(queue.pending().map((one) => one.id)).toEqual(["a", "b"]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(batches.at(-1)).toEqual(["a-0", "b-0"]);
    await answer(ok);
    expect(saved).toEqual(["a", "b"]);
  });

  it("tries again at once when it is told so", async () => {
    const { queue, batches, answer } = setUp();
    queue.push(change("a"));
    await answer(fails("offline"));
    queue.retry();
    expect(batches).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(batches).toHaveLength(2);
  });

  it("stops at a conflict and loses nothing", async () => {
    const { queue, batches, answer, states } = setUp();
    queue.push(change("a"));
    queue.push(change("b"));
    await answer(fails("conflict"));
    queue.push(change("c"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states.at(-1)).toBe("conflict");
    expect(batches).toHaveLength(1);
    expect(queue.pending().map((one) => one.id)).toEqual(["a", "b", "c"]);
  });

  it("goes on after a conflict with the changes that still apply", async () => {
    const { queue, batches, saved, answer } = setUp();
    queue.push(change("a"));
    queue.push(change("b"));
    await answer(fails("conflict"));
    queue.restart(queue.pending().slice(1));
    expect(batches.at(-1)).toEqual(["b-0"]);
    await answer(ok);
    expect(saved).toEqual(["b"]);
  });

  it("recognises its own lost answer in a stale revision", async () => {
    const { queue, states, answer } = setUp({ arrived: 1 });
    queue.push(change("a"));
    await answer(fails("offline"));
    queue.retry();
    await answer(fails("conflict"));
    expect(states.at(-1)).toBe("idle");
    expect(queue.pending()).toEqual([]);
  });

  it("does not mistake another's edit for its own when no answer was lost", async () => {
    const { queue, states, answer } = setUp({ arrived: 1 });
    queue.push(change("a"));
    await answer(fails("conflict"));
    expect(states.at(-1)).toBe("conflict");
  });

  it("gives up only the guilty change of a refused batch", async () => {
    const { queue, batches, saved, refused, answer } = setUp();
    queue.push(change("a"));
    queue.push(change("b"));
    queue.push(change("c"));
    queue.push(change("d"));
    await answer(ok);
    await answer(fails("refused", "No"));
    await answer(ok);
    await answer(fails("refused", "There is no such unit."));
    await answer(ok);
    expect(batches.slice(1)).toEqual([["b-0", "c-0", "d-0"], ["b-0"], ["c-0"], ["d-0"]]);
    expect(saved).toEqual(["a", "b", "d"]);
    expect(refused).toEqual(["c: There is no such unit."]);
  });

  it("keeps everything after an unexpected failure, and tries again with the next change", async () => {
    const { queue, batches, answer, states } = setUp();
    queue.push(change("a"));
    await answer(fails("failed", "Something went wrong on our side."));
    expect(states.at(-1)).toBe("failed");
    queue.push(change("b"));
    expect(batches.at(-1)).toEqual(["a-0", "b-0"]);
  });
});
