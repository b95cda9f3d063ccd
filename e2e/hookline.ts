// The built product as a newcomer runs it: a process of its own on a free port with a new DATA_DIR, one per file of stories.
// Knows nothing of the code, only the public contract.
import { rm } from 'node:fs/promises'
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

/** A Hookline of one's own, for as long as it is used; without its admin it asks for the first account. */
export async function runHookline({ hasAdmin }: { hasAdmin: boolean }, use: (hookline: Hookline) => Promise<void>): Promise<void> {
  const folder = await makeFolder()
  const hookline = {
    apiKey: 'hk_e2e_0123456789abcdef0123456789abcdef',
    email: 'admin@example.com',
    password: 'a long enough password 83',
  }
  const { email, password } = hasAdmin ? hookline : { email: '', password: '' }
  const settings = { HOOKLINE_API_KEY: hookline.apiKey, HOOKLINE_ADMIN_EMAIL: email, HOOKLINE_ADMIN_PASSWORD: password }
  try {
    const product = await startProduct({ folder, env: { ...settings, HOOKLINE_ALLOW_HOSTS: '127.0.0.1' } })
    try {
      await use({ url: product.url, ...hookline })
    } finally {
      await product.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
