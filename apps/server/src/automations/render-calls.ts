import type { DefinitionBlock, Rendering } from '@hookline/engine'
import type { RenderedRequest, RequestTemplate, TemplateScope } from '@hookline/schema'
import { compileRequest, renderRequest } from '@hookline/template'
import type { Ctx } from '../context.ts'
import { newUuid, publicId } from '../ids.ts'
import { secretMask } from '../secrets/mask.ts'

/** Renders the calls of a definition's blocks as they would be sent; the values of secret headers are not shown. */
export function createCallRenderer(ctx: Ctx, blocks: readonly DefinitionBlock[]) {
  const requests = new Map(blocks.flatMap((block) => ('request' in block ? [[block.id, block.request] as const] : [])))
  return (nodeId: string, scope: TemplateScope): Rendering => {
    const request = requests.get(nodeId)
    if (!request) throw new Error(`the block "${nodeId}" calls nothing`)
    return renderCalls(ctx, request, scope)
  }
}

function renderCalls({ services }: Ctx, request: RequestTemplate, scope: TemplateScope): Rendering {
  // Definitions hold no secret values: those headers compile as empty texts.
  const { allowedOrigins } = services.live.current().templates
  const compiled = compileRequest(request, { allowedOrigins })
  if (!compiled.ok) {
    const [first] = compiled.diagnostics
    return { ok: false, code: first?.code ?? 'request.invalid', message: first?.message ?? 'The request cannot be rendered.' }
  }
  const nowMs = services.clock.now()
  const messageId = publicId('msg', newUuid(nowMs))
  const scopeName = services.live.current().groups.get(scope.trigger.type) ?? scope.trigger.type
  const requests: RenderedRequest[] = []
  for (const index of request.urls.keys()) {
    const delivery = { id: publicId('dlv', newUuid(nowMs)) }
    const rendered = renderRequest(compiled.request, { scope: { ...scope, delivery }, messageId, scopeName }, index)
    if (!rendered.ok) return rendered
    requests.push(masked(rendered.request))
  }
  return { ok: true, requests }
}

function masked(request: RenderedRequest): RenderedRequest {
  return { ...request, headers: request.headers.map((header) => (header.secret ? { ...header, value: secretMask } : header)) }
}
