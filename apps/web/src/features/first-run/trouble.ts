import type { Trouble } from '../../components/trouble-alert.tsx'
import { errorLines } from '../../lib/error-lines.ts'
import type { Stage } from './make.ts'

const titles: Record<Stage, string> = {
  bucket: 'The echo bucket could not be made',
  save: 'It could not be saved',
  publish: 'It is saved, but could not be published',
}

/** Why a way stopped, in words that say what to do. */
export function troubleOf(stage: Stage, error: unknown): Trouble {
  return { title: titles[stage], lines: errorLines(error) }
}
