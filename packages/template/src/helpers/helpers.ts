import { dateHelpers } from './date.ts'
import { hashHelpers } from './hashes.ts'
import type { Helper } from './helper.ts'
import { listHelpers } from './lists.ts'
import { logicHelpers } from './logic.ts'
import { numberHelpers } from './numbers.ts'
import { textHelpers } from './texts.ts'

const every = [...logicHelpers, ...textHelpers, ...numberHelpers, ...dateHelpers, ...listHelpers, ...hashHelpers]

/** The helpers by their names. */
export const helpers: ReadonlyMap<string, Helper> = new Map(every.map((helper) => [helper.name, helper]))
