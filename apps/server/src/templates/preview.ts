import type { Diagnostic, RenderedRequest, TemplatePreview, TemplatePreviewInput } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { loadTrial } from '../events/trial.ts'
import { secretMask } from '../secrets/mask.ts'
import { userAgent } from '../version.ts'
import { renderTrial } from './render-trial.ts'

/** Shows what a request template would send for an event; sends and stores nothing. */
export async function previewTemplate({ ctx, input }: { ctx: Ctx; input: TemplatePreviewInput }): Promise<TemplatePreview> {
  const trial = await loadTrial({ ctx, input })
  const { requests, diagnostics } = await renderTrial(ctx, input.request, trial)
  return {
    requests: requests.map(shown),
    diagnostics: input.request.urls.length === 0 ? [noUrl, ...diagnostics] : diagnostics,
  }
}

function shown({ method, url, headers, body }: RenderedRequest): TemplatePreview['requests'][number] {
  const own = { name: 'user-agent', value: userAgent }
  const masked = headers.map(({ name, value, secret }) => (secret ? { name, value: secretMask, secret } : { name, value }))
  return { method, url, headers: [...masked, own], body }
}

const noUrl: Diagnostic = {
  severity: 'error',
  code: 'webhook.no-url',
  message: 'There is no URL to call, so nothing would be sent.',
  fix: 'Enter a URL.',
  path: 'request.urls',
}
