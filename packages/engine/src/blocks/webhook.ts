import { type Diagnostic, type RequestTemplate, webhookConfigSchema } from '@hookline/schema'
import { diagnose, hasErrors } from '../diagnostic-codes.ts'
import { type BlockBase, type BlockKind, type CallingBlock, type CheckContext, plainWay } from './block-kind.ts'
import { configIssues } from './config-issues.ts'

/** Calls an API; its plain way on does not wait for the answer. */
export interface WebhookBlock extends BlockBase, CallingBlock {
  readonly type: 'webhook'
}

export const webhookBlock: BlockKind<WebhookBlock> = {
  type: 'webhook',
  title: 'a WebHook',
  calls: true,
  branches: () => [plainWay],
  read({ id, config, next }, context) {
    const parsed = webhookConfigSchema.safeParse(config)
    if (!parsed.success) return { block: null, diagnostics: configIssues(parsed.error.issues) }
    const { request, policy, secret, hasSecret } = parsed.data
    const diagnostics = [...checkTemplates(request, context), ...checkSecret(secret)]
    if (hasErrors(diagnostics)) return { block: null, diagnostics }
    const signed = secret === null ? false : secret !== undefined || hasSecret === true
    return { block: { id, type: 'webhook', request, policy, ...(signed && { hasSecret: true }), next }, diagnostics }
  },
  toStep(block, prepare) {
    const move = { branch: plainWay, call: { request: prepare(block) } }
    const { method, urls } = block.request
    const detail = urls.length === 1 ? `calls ${method} ${urls[0]}` : `calls ${method} on ${urls.length} URLs`
    return { run: () => move, explain: () => ({ outcome: 'call', detail }) }
  },
}

function checkSecret(secret: string | null | undefined): Diagnostic[] {
  if (secret !== '') return []
  const fix = 'Give the block its secret again, choose "generate", or remove it.'
  return [
    diagnose('webhook.no-secret', 'This WebHook is to be signed, but has no secret: a copied block leaves it behind.', {
      path: 'secret',
      fix,
    }),
  ]
}

function checkTemplates(request: RequestTemplate, { checkRequest, eventTypes }: CheckContext): Diagnostic[] {
  const noUrl = request.urls.every((url) => url.trim() === '')
  const diagnostics = noUrl
    ? [
        diagnose('webhook.no-url', 'This WebHook has no URL to call.', {
          path: 'request.urls',
          fix: 'Enter the URL that receives the call.',
        }),
      ]
    : []
  // Blank URLs were just named: what is left to judge is the rest of the request.
  const judged = checkRequest(noUrl ? { ...request, urls: [] } : request, { eventType: eventTypes[0] ?? '' })
  return diagnostics.concat(judged.map((found) => ({ ...found, path: found.path ? `request.${found.path}` : 'request' })))
}
