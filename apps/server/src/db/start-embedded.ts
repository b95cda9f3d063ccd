import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { type Embedded, startEmbedded } from './embedded.ts'

/** Starts or adopts the PostgreSQL of DATA_DIR; the program ends when it is lost for good. */
export function startEmbeddedDatabase({ dataDir }: Pick<Config, 'dataDir'>, log: Log): Promise<Embedded> {
  return startEmbedded({
    dataDir,
    log: { info: (message) => log.info(message), warn: (message) => log.warn(message) },
    onLost: (error) => {
      log.fatal({ err: error }, 'the embedded database is lost')
      process.exit(1)
    },
  })
}
