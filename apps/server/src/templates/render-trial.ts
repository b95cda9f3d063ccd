import type { Diagnostic, RenderedRequest, RequestTemplate, TemplateScope } from '@hookline/schema'
import { type CompiledRequest, compileRequest, type RenderInput, renderRequest } from '@hookline/template'
import type { Ctx } from '../context.ts'
import type { Trial } from '../events/trial.ts'
import { newUuid, publicId } from '../ids.ts'
import { loadChecks } from '../requests/load-checks.ts'

/** What a request template would send for a tried event, and everything there is to say about it. */
export interface RenderedTrial {
  requests: RenderedRequest[]
  /** Paths are those of the caller's input, such as `request.body`. */
  diagnostics: Diagnostic[]
  /** The message's id, as `webhook-id` would carry it. */
  messageId: string
}

/** Checks a request and renders it for each of its URLs, by the very functions that deliveries are made with. */
export async function renderTrial(
  ctx: Ctx,
  request: RequestTemplate,
  { event, scope, isSent = false }: Trial & { isSent?: boolean },
): Promise<RenderedTrial> {
  const { services } = ctx
  const { checkRequest } = await loadChecks(ctx)
  const checked = checkRequest(request, { eventType: event.type }).map((diagnostic) => ({
    ...diagnostic,
    path: diagnostic.path === undefined ? 'request' : `request.${diagnostic.path}`,
  }))
  const nowMs = services.clock.now()
  const messageId = newUuid(nowMs)
  const { secrets, allowedOrigins } = services.live.current().templates
  const compiled = compileRequest(request, { allowedOrigins, ...(isSent && { secrets }) })
  // What does not compile was said by the check already.
  if (!compiled.ok) return { requests: [], diagnostics: checked, messageId }
  const input: RenderInput = {
    scope: { ...scope, delivery: { id: publicId('dlv', newUuid(nowMs)) } },
    messageId: publicId('msg', messageId),
    scopeName: services.live.current().groups.get(event.type) ?? event.type,
  }
  const { requests, failures } = renderAll(compiled.request, input)
  const masked = isSent ? [] : maskedNotes(compiled.request)
  return { requests, diagnostics: [...checked, ...failures, ...masked], messageId }
}

/** Only a delivery is signed for real: what nobody receives does not need the secret. */
function maskedNotes({ secretNames }: CompiledRequest): Diagnostic[] {
  return secretNames.map((name) => {
    const message = `What "${name}" signs is not computed here: [hmac of ${name}] stands in its place, and deliveries carry the real one.`
    return { severity: 'info', code: 'preview.masked-hmac', message, path: 'request' }
  })
}

function renderAll(compiled: CompiledRequest, input: RenderInput) {
  const requests: RenderedRequest[] = []
  const failures = new Map<string, Diagnostic>()
  for (const urlIndex of compiled.urls.keys()) {
    const rendered = renderRequest(compiled, input, urlIndex)
    if (rendered.ok) {
      requests.push(rendered.request)
      continue
    }
    const { code, message } = rendered
    const path = failedPath(compiled, input.scope, urlIndex)
    // A header or body that fails, fails for every URL and is told once.
    failures.set(path, { severity: 'error', code, message, fix: fixes[code], path })
  }
  return { requests, failures: [...failures.values()] }
}

function failedPath({ urls, headers }: CompiledRequest, scope: TemplateScope, urlIndex: number): string {
  if (urls[urlIndex]?.render(scope).ok === false) return `request.urls.${urlIndex}`
  const header = headers.findIndex(({ value }) => !value.render(scope).ok)
  return header < 0 ? 'request.body' : `request.headers.${header}.value`
}

const fixes = {
  'invalid-body': 'Let the template write valid JSON for these values too.',
  'invalid-header': 'Send the value in the body: a header takes visible ASCII characters on one line.',
  'invalid-url': 'Check the values that stand in the URL.',
  'missing-secret': 'Write the name of a secret that exists, or let an admin add it in Settings › Secrets.',
  'render-limit': 'Send less: shorten the template, or the values it writes.',
} as const
