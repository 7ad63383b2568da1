/** Too many wait already. */
export class TooBusy extends Error {
  override name = "TooBusy";
}

/**
 * Runs work so many at once, the rest in the order in which it came.
 * @throws TooBusy when that many wait already
 */
export function takingTurns(limits: { atOnce: number; waiting: number }): <T>(work: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < limits.atOnce) running += 1;
    else if (queue.length >= limits.waiting) throw new TooBusy("Too many wait already.");
    else await new Promise<void>((resolve) => queue.push(resolve)); // whoever ends hands over the turn
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
