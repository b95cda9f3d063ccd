import { bodySearchCharsMin, bodySearchHoursMax } from '@hookline/schema'
import type { Filters } from '../../lib/use-filters.ts'
import { timeOf } from '../time-range/time-range.ts'

/** The change that searches bodies: too short a text asks for nothing, and a time of more than a day becomes the last one. */
export function searchBodies(filters: Filters, text: string, nowMs: number): Filters {
  if (text.length < bodySearchCharsMin) return { body: undefined }
  const { from, to } = timeOf(filters, nowMs)
  const lengthMs = (to === undefined ? nowMs : Date.parse(to)) - (from === undefined ? 0 : Date.parse(from))
  return lengthMs <= bodySearchHoursMax * 3_600_000 ? { body: text } : { body: text, range: '24h', from: undefined, to: undefined }
}
