import cluster from 'node:cluster'
import { startHookline } from './compose.ts'
import { ConfigError, readConfig } from './config.ts'
import { EmbeddedError } from './db/embedded-error.ts'
import { ProcessesError, startProcesses, tellStarted } from './processes.ts'
import { WrongMasterKey } from './workspace/seed.ts'

// The composition root: environment → database → pipeline → HTTP, and the way back on a signal.

const stopMaxMs = 10_000

function fail(error: unknown): never {
  process.stderr.write(`${startFailure(error)}\n`)
  process.exit(1)
}

/** One line for what a person can mend; the whole error for what only we can. */
function startFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof EmbeddedError || error instanceof WrongMasterKey || error instanceof ProcessesError)
    return error.message
  if (error instanceof Error && 'code' in error) {
    const address = `${process.env.HOST || '127.0.0.1'}:${process.env.PORT || '3000'}`
    if (error.code === 'EADDRINUSE') return `PORT: ${address} is in use by another program. Stop it, or set another PORT.`
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
      return `HOST: this machine has no address ${address}. Set HOST to one it has.`
    if (error.code === 'EACCES') return `PORT: this account may not listen on ${address}. Set a PORT above 1023.`
    if (error.code === 'ECONNREFUSED' || error.code === 'CONNECT_TIMEOUT')
      return 'DATABASE_URL: the database does not answer. Check the address, and that it runs.'
    if (error.code === '28P01' || error.code === '28000' || error.code === '3D000')
      return `DATABASE_URL: the database refuses it: ${error.message}.`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Starts, and stops on a signal: at any moment, so that a signal during the start leaves no database behind. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const abort = new AbortController()
  const starting =
    config.processes > 1 && cluster.isPrimary ? startProcesses(config, abort.signal) : startHookline(config, {}, abort.signal)
  // A process group gets a signal more than once: the first counts.
  const stop = () => {
    if (abort.signal.aborted) return
    abort.abort()
    setTimeout(() => process.exit(1), stopMaxMs).unref()
    const stopped = starting.then(
      (hookline) => hookline.stop(),
      // The start broke off because of the signal, and has undone itself.
      () => undefined,
    )
    stopped.then(() => process.exit(0), fail)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    const { firstAdminUrl } = await starting
    if (cluster.isWorker) return tellStarted(firstAdminUrl)
    if (firstAdminUrl !== null) process.stdout.write(`Make the first admin at ${firstAdminUrl}\n`)
  } catch (error) {
    if (!abort.signal.aborted) throw error
  }
  if (cluster.isPrimary && !abort.signal.aborted) process.stdout.write(`Hookline runs at ${config.publicUrl.href}\n`)
}

main().catch(fail)
