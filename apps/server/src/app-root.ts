import { fileURLToPath } from 'node:url'

/** The server's folder, `apps/server`: this file lies one level below it, as source and in the built bundle alike. */
const appRoot = new URL('..', import.meta.url)

export const manifestFile = fileURLToPath(new URL('package.json', appRoot))
export const migrationsDir = fileURLToPath(new URL('src/db/migrations', appRoot))
export const webDir = fileURLToPath(new URL('../web/dist', appRoot))
