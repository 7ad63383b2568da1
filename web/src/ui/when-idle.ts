/** Runs something of no hurry when the browser has nothing else to do, or soon where it does not say. */
export function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(run, { timeout: 2000 });
  else setTimeout(run, 300);
}
