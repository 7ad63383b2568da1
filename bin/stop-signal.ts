/** Resolves at Ctrl-C or another request to end. npm passes Ctrl-C on a second time, so repetitions are ignored. */
export function stopSignal(): Promise<void> {
  return new Promise((stop) => {
    const onSignal = () => {
      stop();
      setTimeout(() => process.exit(1), 20_000).unref(); // whatever still hangs then
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  });
}
