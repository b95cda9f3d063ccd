import { readFileSync } from 'node:fs'
import { manifestFile } from './app-root.ts'

const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as { version: string }

/** Hookline's version, as package.json has it. */
export const version = manifest.version

/** What receivers see as the caller. */
export const userAgent = `Hookline/${version}`
