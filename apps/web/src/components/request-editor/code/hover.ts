import type { Extension } from '@codemirror/state'
import { hoverTooltip } from '@codemirror/view'
import type { Field } from '../../fields/field.ts'
import { type HoverText, hoverTextAt } from './hover-text.ts'

/** Tells of a field its type, description and last value, of a helper what it does, while the pointer rests on it. */
export function templateHover(fields: () => readonly Field[]): Extension {
  return hoverTooltip((view, at) => {
    const text = hoverTextAt(view.state.doc.toString(), at, fields())
    return text && { pos: text.from, end: text.to, above: true, create: () => ({ dom: elementOf(text) }) }
  })
}

function elementOf({ title, lines, example }: HoverText): HTMLElement {
  const box = document.createElement('div')
  box.className = 'hookline-hover'
  box.append(part('hookline-hover-title', title), ...lines.map((line) => part('hookline-hover-line', line)))
  if (example) box.append(part('hookline-hover-code', example))
  return box
}

function part(className: string, text: string): HTMLElement {
  const element = document.createElement('div')
  element.className = className
  element.textContent = text
  return element
}
