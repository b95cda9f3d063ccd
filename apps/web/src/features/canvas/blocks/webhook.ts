import { requestTemplateSchema } from '@hookline/schema'
import { IconWorld } from '@tabler/icons-react'
import type { BlockView } from './block-view.ts'

export const webhookView: BlockView = {
  type: 'webhook',
  title: 'WebHook',
  hint: 'Calls an HTTP API',
  hue: 'blue',
  Icon: IconWorld,
  defaultConfig: () => ({ request: { method: 'POST', urls: [], contentType: 'application/json', headers: [], body: null }, policy: {} }),
  summary({ request }) {
    const parsed = requestTemplateSchema.safeParse(request ?? {})
    if (!parsed.success) return 'Not a proper request'
    const { method, urls } = parsed.data
    const [url] = urls
    if (url === undefined || url.trim() === '') return `${method}, no URL yet`
    const more = urls.length > 1 ? ` and ${urls.length - 1} more` : ''
    return `${method} ${shortUrl(url)}${more}`
  },
}

function shortUrl(url: string): string {
  return url.replace(/^https?:\/\//i, '').replace(/\/$/, '')
}
