// A stand-in for Hookline, as a process that can be killed: holds the embedded PostgreSQL of argv[2], says so on
// standard output, and stops it on SIGTERM. A refusal is printed as its one line, exit code 1.
import { startEmbedded } from '../db/embedded.ts'

const [dataDir = '', idleStopMs = '60000'] = process.argv.slice(2)
const quiet = { info: () => undefined, warn: () => undefined }

try {
  const embedded = await startEmbedded({ dataDir, log: quiet, idleStopMs: Number(idleStopMs) })
  process.on('SIGTERM', () => embedded.stop().then(() => process.exit(0)))
  process.stdout.write(`${JSON.stringify({ url: embedded.url })}\n`)
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
