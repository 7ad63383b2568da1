/** The milliseconds that the processor works for something in this process, where the API runs too: what else the machine does is not in them. */
export async function processorTime(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
