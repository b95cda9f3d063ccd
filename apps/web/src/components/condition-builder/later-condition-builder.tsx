import { later } from '../later.tsx'

/** The condition builder with all that it brings (a quarter of a canvas' scripts), loaded once a condition is to be seen. */
export const ConditionBuilder = later(async () => (await import('./condition-builder.tsx')).ConditionBuilder, {
  what: 'The conditions',
})
