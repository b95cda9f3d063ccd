import type { DefinitionBlock, Rendering } from '@hookline/engine'
import type { RequestTemplate, TemplateScope } from '@hookline/schema'
import { compileRequest, renderRequest } from '@hookline/template'
import type { Ctx } from '../context.ts'
import { newUuid, publicId } from '../ids.ts'

/** What stands for the value of a secret header where people see it. */
export const maskedSecret = '********'

/** Renders the calls of a definition's blocks as they would be sent, secret headers masked. */
export function createTrialRenderer(ctx: Ctx, blocks: readonly DefinitionBlock[]) {
  const requests = new Map(blocks.flatMap((block) => ('request' in block ? [[block.id, block.request] as const] : [])))
  return (nodeId: string, scope: TemplateScope): Rendering => {
    const request = requests.get(nodeId)
    if (!request) throw new Error(`the block "${nodeId}" calls nothing`)
    return renderTrial(ctx, request, scope)
  }
}

/** Renders a request to all of its URLs. Ids of message and delivery are as real ones look. */
export function renderTrial({ services }: Ctx, request: RequestTemplate, scope: TemplateScope): Rendering {
  const headers = request.headers.map((header) => (header.secret ? { ...header, value: maskedSecret } : header))
  const compiled = compileRequest({ ...request, headers })
  if (!compiled.ok) {
    const [first] = compiled.diagnostics
    return { ok: false, code: first?.code ?? 'request.invalid', message: first?.message ?? 'The request cannot be rendered.' }
  }
  const nowMs = services.clock.now()
  const messageId = publicId('msg', newUuid(nowMs))
  const scopeName = services.live.current().groups.get(scope.trigger.type) ?? scope.trigger.type
  const requests = []
  for (const index of request.urls.keys()) {
    const delivery = { id: publicId('dlv', newUuid(nowMs)) }
    const rendered = renderRequest(compiled.request, { scope: { ...scope, delivery }, messageId, scopeName }, index)
    if (!rendered.ok) return rendered
    requests.push(rendered.request)
  }
  return { ok: true, requests }
}
