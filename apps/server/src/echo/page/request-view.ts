import type { EchoRequest } from '@hookline/schema'
import { html } from 'hono/html'
import { formatJson } from '../format-json.ts'

/** Characters of a body that the page shows; the JSON has all of them. */
const bodyCharsShown = { utf8: 10_000, base64: 1000 }

/** One received request: a line that opens. */
export function requestView({ request, secret, isOpen }: { request: EchoRequest; secret: string; isOpen: boolean }) {
  const { id, method, path, receivedAt, headers } = request
  const below = path.slice(path.indexOf(`/echo-send/${secret}`) + '/echo-send/'.length + secret.length)
  const target = `${below === '' ? '/' : below}${queryText(request.query)}`
  return html`<details id="${id}" ${isOpen ? 'open' : ''}>
<summary><span class="method">${method}</span><code class="target">${visible(target)}</code><span class="size">${sizeText(request)}</span><time datetime="${receivedAt}" title="${exactTime(receivedAt)}">${exactTime(receivedAt)}</time></summary>
<div class="inside">
${bodyView(request)}
<h2>Headers</h2>
<table><tbody>
${Object.entries(headers).map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${visible(value)}</td></tr>`)}
</tbody></table>
</div>
</details>`
}

function bodyView({ body, bodyEncoding }: EchoRequest) {
  if (body === '') return html`<h2>Body</h2><p class="quiet">None</p>`
  const charsShown = bodyCharsShown[bodyEncoding]
  const isCut = body.length > charsShown
  const formatted = bodyEncoding === 'utf8' && !isCut ? formatJson(body) : null
  const cut = isCut ? html`<p class="quiet">The first ${charsShown.toLocaleString('en')} characters; the JSON has all.</p>` : ''
  const rawView =
    formatted === null || formatted === body
      ? ''
      : html`<details class="raw"><summary>As received</summary><pre>${visible(body)}</pre></details>`
  return html`<h2>${bodyEncoding === 'base64' ? 'Body (not text, so in base64)' : 'Body'}</h2>
<pre>${visible(formatted ?? body.slice(0, charsShown))}</pre>${cut}${rawView}`
}

function queryText(query: EchoRequest['query']): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => `${name}=${one}`))
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** Control characters as their pictures (U+2400…), so that none acts and none hides. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => {
    if (character === '\n' || character === '\t') return character
    const code = character.charCodeAt(0)
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '␡'
  })
}

function sizeText({ body, bodyEncoding }: EchoRequest): string {
  const bytes = Buffer.byteLength(body, bodyEncoding)
  if (bytes === 0) return 'no body'
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} kB`
}

function exactTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)} UTC`
}
