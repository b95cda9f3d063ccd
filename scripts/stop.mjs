/** Ends a script with one line for the person at the terminal, without a stack trace. */
export class Stop extends Error {}

/** Runs a script's main function; its number is the exit code. */
export async function runScript(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
