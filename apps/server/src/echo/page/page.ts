import type { EchoBucket, EchoRequest } from '@hookline/schema'
import { html, raw } from 'hono/html'
import { echoRequestsShown } from '../limits.ts'
import { echoTopic } from '../row.ts'
import { requestView } from './request-view.ts'
import { style } from './style.ts'

export interface EchoPage {
  secret: string
  url: string
  bucket: EchoBucket | null
  requests: readonly EchoRequest[]
  /** Names this state of the list; the script asks with it whether there is a newer one. */
  etag: string
}

/** The list of a bucket for browsers. What strangers sent is escaped by `html` wherever it stands; nothing runs inline. */
export function echoPage({ secret, url, bucket, requests, etag }: EchoPage) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Echo · Hookline</title>
<link rel="icon" href="/icon.svg">
<noscript><meta http-equiv="refresh" content="5"></noscript>
<style>${raw(style)}</style>
</head>
<body>
<header>
<div class="title"><h1>Echo</h1><p id="live" role="status">The last ${echoRequestsShown} requests, newest first</p></div>
<p class="address"><code id="address">${url}</code><button id="copy" type="button" hidden>Copy</button></p>
<p class="quiet">Send any request to this address. ${answerText(bucket)} Whoever knows the address may read what it received.</p>
</header>
<main id="requests" data-etag="${etag}" data-topic="${echoTopic(secret)}">
${requests.length === 0 ? empty(url) : requests.map((request, index) => requestView({ request, secret, isOpen: index === 0 }))}
</main>
<script src="/echo-list.js" defer></script>
</body>
</html>`
}

function answerText(bucket: EchoBucket | null): string {
  const { status, delayMs, body } = bucket?.answer ?? { status: 200, delayMs: 0, body: '' }
  const after = delayMs === 0 ? '' : ` after ${delayMs < 1000 ? `${delayMs} ms` : `${delayMs / 1000} s`}`
  return `It answers ${status}${after}${body === '' ? '' : ' with the body it was given'}.`
}

function empty(url: string) {
  return html`<section class="empty" id="empty">
<h2>Nothing has come yet</h2>
<p>Send a first request; it appears here by itself.</p>
<pre><code>curl -d '{"hello":"world"}' ${url}</code></pre>
</section>`
}
