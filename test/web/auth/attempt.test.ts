import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope } from "vue";
import type { Refusal } from "../../../web/src/auth/auth-api.ts";
import { useAttempt } from "../../../web/src/auth/useAttempt.ts";

const refusal = (problem: Refusal["problem"], status = 400): Refusal => ({ ok: false, status, problem });
const scope = effectScope();
const use = () => scope.run(useAttempt)!;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("an attempt", () => {
  it("that works forgets what went wrong before", async () => {
    const { attempt, problem, isWrong } = use();
    await attempt(async () => refusal({ kind: "refused", code: "TF080", message: "The password is wrong." }, 403));
    expect([problem.value?.code, isWrong.value]).toEqual(["TF080", true]);
    expect(await attempt(async () => ({ ok: true, answer: 1 }))).toEqual({ ok: true, answer: 1 });
    expect([problem.value, isWrong.value]).toEqual([null, false]);
  });

  it("tells what was typed from everything else that can go wrong", async () => {
    const { attempt, isWrong } = use();
    await attempt(async () => refusal({ kind: "signed-out", code: "TF401", message: "" }, 401));
    expect(isWrong.value).toBe(true);
    await attempt(async () => refusal({ kind: "offline", message: "" }, 0));
    expect(isWrong.value).toBe(false);
    await attempt(async () => refusal({ kind: "refused", code: "TF082", message: "" }));
    expect(isWrong.value).toBe(false);
  });

  it("is not sent twice while it runs", async () => {
    const { attempt } = use();
    const ask = vi.fn(() => new Promise<{ ok: true }>((resolve) => setTimeout(() => resolve({ ok: true }), 100)));
    const first = attempt(ask);
    expect(await attempt(ask)).toBeNull();
    await vi.advanceTimersByTimeAsync(100);
    expect(await first).toEqual({ ok: true });
    expect(ask).toHaveBeenCalledOnce();
  });

  it("waits as long as the server asks after too many, counting down", async () => {
    const { attempt, secondsToWait } = use();
    const ask = vi.fn(async () => refusal({ kind: "throttled", message: "", retryAfter: 3 }, 429));
    await attempt(ask);
    expect(secondsToWait.value).toBe(3);
    await attempt(ask);
    expect(ask).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(2000);
    expect(secondsToWait.value).toBe(1);
    await vi.advanceTimersByTimeAsync(5000);
    expect(secondsToWait.value).toBe(0);
    await attempt(ask);
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
