/** A failure that the person at the keyboard can mend: its message is one clear sentence, shown without a stack. */
export class Fault extends Error {
  override name = "Fault";
}

/** Runs a command-line program: a `Fault` ends as one sentence, anything else with its stack, both with exit code 1. */
export async function runProgram(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Fault ? error.message : error);
    process.exitCode = 1;
  }
}
