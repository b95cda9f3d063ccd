import type { Page } from '@playwright/test'

/** What went wrong in a page without anybody seeing it: errors in its console, and requests to other hosts. */
export interface Unseen {
  errors: string[]
  foreign: string[]
}

export function watchPage(page: Page, baseURL: string): Unseen {
  const unseen: Unseen = { errors: [], foreign: [] }
  const { host } = new URL(baseURL)
  page.on('pageerror', (error) => unseen.errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') unseen.errors.push(message.text())
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== host) unseen.foreign.push(request.url())
  })
  return unseen
}

export const nothingUnseen: Unseen = { errors: [], foreign: [] }
