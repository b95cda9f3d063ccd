import { type EachNode, type LocalExpression, localRoles, type TemplateNode } from './tree.ts'

/** `{{#list}}` is `{{#each}}` that writes the brackets of a JSON list and the commas between its entries itself. */
export function listNodes(loop: EachNode): TemplateNode[] {
  const { start, end, slot } = loop
  const place = slot + localRoles.indexOf('first')
  const first: LocalExpression = { type: 'local', slot: place, role: 'first', segments: [], key: `#${place}[]`, start, end }
  const text = (written: string, at: number): TemplateNode => ({ type: 'text', text: written, start: at, end: at + 1 })
  const comma: TemplateNode = {
    type: 'branch',
    test: 'if',
    negated: true,
    condition: first,
    body: [text(',', start)],
    otherwise: [],
    slot: -1,
    start,
    end,
  }
  return [text('[', start), { ...loop, body: [comma, ...loop.body] }, text(']', Math.max(start, end - 1))]
}
