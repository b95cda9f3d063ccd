import type { JsonValue } from '@hookline/schema'
import type { Known } from '../known.ts'
import { adviceCodes } from './advice-codes.ts'
import { jsonCodes } from './json-codes.ts'
import { placeCodes } from './place-codes.ts'
import { syntaxCodes } from './syntax-codes.ts'

/** Every code that a request's texts can be given, what it means, whether it stops publishing, and how it looks. */
export const templateCodes = { ...syntaxCodes, ...jsonCodes, ...placeCodes, ...adviceCodes } as const

export type TemplateCode = keyof typeof templateCodes

const receiverSample: JsonValue = { points: 120 }

/** What is known where the examples of `templateCodes` stand. */
export const exampleKnown: Known = {
  fields: {
    event: {
      type: 'object',
      properties: {
        level: { type: 'integer' },
        level_name: { type: 'string' },
        amount: { type: 'number' },
        coupon: { type: 'string' },
        vip: { type: 'boolean' },
        host: { type: 'string' },
        key: { type: 'string' },
        user: { type: 'object', properties: { id: { type: 'string' } } },
        items: { type: 'array', items: { type: 'object', properties: { price: { type: 'number' } } } },
      },
    },
    observations: { sampled: 1000, absent: { coupon: 120 } },
  },
  secretNames: ['crm-key'],
  receiverSample,
}
