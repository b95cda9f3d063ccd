// The built product as a newcomer runs it: a process of its own on a free port with a DATA_DIR of its own, one per file of
// stories. The folder is a copy of one that a first start has made (first-start.ts), but where that start is the story.
// Knows nothing of the code, only the public contract.
import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { test as base } from '@playwright/test'
import { makeFolder, readyMsMax, startProduct } from './product.ts'

export { expect } from '@playwright/test'

export type Hookline = { url: string; apiKey: string; email: string; password: string }

export const test = base.extend<{ baseURL: string }, { hookline: Hookline }>({
  hookline: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => runHookline({ hasAdmin: true }, use),
    { scope: 'worker', timeout: readyMsMax + 30_000 },
  ],
  baseURL: ({ hookline }, use) => use(hookline.url),
})

/** Where the data of a first start is, for the workers of this run. */
export const firstStartVariable = 'HOOKLINE_E2E_FIRST_START'

const apiKey = 'hk_e2e_0123456789abcdef0123456789abcdef'
const admin = { email: 'admin@example.com', password: 'a long enough password 83' }

/** A Hookline of one's own, for as long as it is used; without its admin it starts anew and asks for the first account. */
export async function runHookline({ hasAdmin }: { hasAdmin: boolean }, use: (hookline: Hookline) => Promise<void>): Promise<void> {
  const folder = await makeFolder()
  const madeBefore = process.env[firstStartVariable]
  try {
    // Owners and modes must stay: PostgreSQL looks at them.
    if (hasAdmin && madeBefore !== undefined) execFileSync('cp', ['-Rp', path.join(madeBefore, 'data'), folder])
    const product = await startProduct({ folder, env: settingsOf(hasAdmin ? admin : { email: '', password: '' }) })
    try {
      await use({ url: product.url, apiKey, ...admin })
    } finally {
      await product.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Starts once in an empty folder, as a newcomer does. Out: the folder, with the data that is left behind. */
export async function startFirst(): Promise<string> {
  const folder = await makeFolder()
  const product = await startProduct({ folder, env: settingsOf(admin) })
  await product.stop()
  return folder
}

function settingsOf({ email, password }: Pick<Hookline, 'email' | 'password'>): Record<string, string> {
  return {
    ...{ HOOKLINE_API_KEY: apiKey, HOOKLINE_ADMIN_EMAIL: email, HOOKLINE_ADMIN_PASSWORD: password },
    HOOKLINE_ALLOW_HOSTS: '127.0.0.1',
  }
}
