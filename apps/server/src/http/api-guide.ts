import { conditionOperators } from '@hookline/schema'
import { blocks, helpers } from '@hookline/template'

const helperRows = [...helpers.values()].map(({ name, description, example }) => `| \`${name}\` | ${description} | \`${example}\` |`)

const blockRows = blocks.map(({ name, description, example }) => `| \`#${name}\` | ${description} | \`${example}\` |`)

/** What a developer has to know beside the routes; shown at the top of the API page. Operators and helpers come from the code. */
export const apiGuide = `Events in, signed and retried webhooks out. Times are ISO 8601 UTC; errors are \`application/problem+json\` (RFC 9457) and name each bad field.

## Webhooks
A webhook sends the events that it is for to its URLs, each with its own delivery, retries and history. \`eventTypes\` names event types, groups of them as \`user_activity/*\` (types that come into a group later belong to it), or \`*\` for all. Callers of other systems register with \`scope\` (an event type, a group, \`*\`, or a list), \`url\` (one or a list), \`secret\` (\`generate\`, or \`whsec_…\`) and \`hook_id\`, a name of their own that stands for the id in every route.

\`\`\`json
{ "scope": ["user_activity", "purchase_completed"], "url": ["https://crm.example.com/hooks"], "secret": "generate", "hook_id": "crm" }
\`\`\`

With a secret each call carries \`webhook-signature\`: \`v1,\` and the base64 of the HMAC-SHA256 over \`<webhook-id>.<webhook-timestamp>.<body>\`, keyed with the base64 behind \`whsec_\` (Standard Webhooks). While a secret is rotated there are two, separated by a space.

Calls go over HTTP/2 where an https receiver offers it, over kept HTTP/1.1 connections otherwise. Events that are sent with a \`traceparent\` (W3C Trace Context) pass their trace on: each call that such an event causes has the same trace id and a parent id of its own for each attempt, and the \`tracestate\` as it came. A \`traceparent\` header of the webhook itself takes its place.

## Automations
A graph has nodes and edges. The config of a node follows its type: \`trigger\` { eventType, condition?, reentry? } (\`every\`, the default, \`oncePerUser\`, or \`onceWhileRunning\`: not while a run of the user waits), \`condition\` { condition } (its ways on have the \`branch\` \`yes\` or \`no\`), \`webhook\` { request, policy?, secret? } as a webhook has them (its way on has no branch), \`delay\` { durationSeconds } (1 second to 365 days) or { until: { time: "09:00", weekdays: ["mon"], timeZone: "Europe/Berlin" } } (no weekdays: any day; a time that clocks skip is as much later, one that they show twice is the first), \`exit\` { }. A rule is trigger → condition? → webhooks; in a journey a way leads to one block, and in a circle only through a delay.

A run that waits finishes on the version it started on, and its conditions and templates see the user's state when they are asked. While its automation is paused it waits on; what fell due meanwhile goes on when it is resumed. Deleting the automation ends its runs as \`cancelled\`. Which runs there are, and where they wait: \`GET /v1/automations/{id}/runs\` and \`/stats\`, \`GET /v1/users/{userId}/runs\`.

\`\`\`json
{ "name": "Level 5 → CRM", "draft": {
  "nodes": [
    { "id": "when", "type": "trigger", "config": { "eventType": "level_completed" } },
    { "id": "if", "type": "condition", "config": { "condition": { "combinator": "and",
        "rules": [{ "field": "event.level", "operator": ">=", "value": 5 }] } } },
    { "id": "call", "type": "webhook", "config": { "request": { "urls": ["https://crm.example.com/hooks"],
        "body": "{\\"user\\":{{user.id}},\\"level\\":{{event.level}}}" } } } ],
  "edges": [{ "from": "when", "to": "if" }, { "from": "if", "to": "call", "branch": "yes" }] } }
\`\`\`

## Conditions
Operators: ${conditionOperators.map((operator) => `\`${operator}\``).join(' ')}. Fields are paths such as \`event.level\` or \`state.country\`. Values are typed: a number is not equal to its text. \`in\`, \`notIn\`, \`between\` and \`notBetween\` take lists, \`null\` and \`notNull\` take none. \`inLast\`, \`notInLast\` and \`inNext\` take \`{ "amount": 7, "unit": "days" }\` (minutes, hours, days, weeks), \`before\` and \`after\` an ISO 8601 date or date-time, \`dayOfWeek\` \`{ "days": ["mon"], "timeZone": "UTC" }\` (\`UTC\` or an IANA name), \`containsAny\`, \`containsAll\` and \`containsNone\` a list against a list. A date without a time is midnight UTC; any other text is no date. With \`"valueSource": "field"\` the value is the path of another field; \`"ignoreCase": true\` compares text by its lower case. The length of a list is the path \`event.items.length\`. A missing field makes every comparison but \`null\` false.


What a user has done is a comparison of its own: \`{ "field": "behaviour", "operator": "hasDone", "value": { "eventType": "level_completed", "atLeast": 3, "within": { "amount": 7, "unit": "days" }, "where": { … } } }\`, also \`hasNotDone\` and \`firstTime\`. \`where\` is a condition on the fields of those events; without \`within\` all there ever were count, the present one among them. Counted by the time of receipt, exact to an hour (beyond 7 days to a day), at most 365 days and as far back as events are kept; what was stored before the publishing is counted within a minute or so.

## What holds deliveries
A receiver is called with as many calls at once as it bears: 8 at first, one more with each answer up to 64 while it stays as quick, half as many after a time-out; with \`ratePerSecond\` no more than that over all processes. \`Retry-After\` on 429 and 503 holds for the whole endpoint. An endpoint of which 7 in 10 of at least 10 calls in 5 minutes got no answer, 429 or 502–504 is left alone for 30 s, then longer, up to 15 minutes; tried one call at a time; after three answers in a row what was held leaves, one in the first second and twice as many in each that follows. 410, \`webhook-delivery: disable\` in an answer, and 5 days without a success pause it until somebody resumes it (\`POST /v1/endpoints/{id}/resume\`). \`webhook-delivery: abort-message\` ends that delivery alone. What stands against endpoints now is listed by \`GET /v1/endpoints?stopped=true\`; one is paused by hand with \`POST /v1/endpoints/{id}/pause\`. On return \`held\` says what becomes of what was held, alike for an endpoint (\`resume\`), an inactive webhook (\`PATCH { "status": "active", "held": … }\`) and the master switch (\`PATCH /v1/settings\`): \`send\`, \`drop\`, or \`{ "since": … }\`, which drops what was made before. Held time uses up no retries, and nothing that is held is lost. \`hookline.endpoint_paused\` and \`hookline.delivery_undelivered\` are events like others, which automations can act on; \`*\` does not mean them.

## Templates
URLs, header values and bodies are templates in the syntax of Handlebars. Paths begin with \`event\` (its data), \`trigger\`, \`user\`, \`state\`, \`campaign\`, \`delivery\`, \`now\`; list entries by number, as in \`{{event.items.0.sku}}\`. In a JSON body a value inside quotes is escaped, and outside of quotes it becomes JSON itself, so \`{"level":{{event.level}},"name":"{{state.name}}"}\` is valid for every value. Blocks close with \`{{/name}}\` and may have an \`{{else}}\`. What \`hmacSha256\` signs with is a secret of the workspace (\`/v1/secrets\`); previews show it masked.

| helper | what it does | example |
| --- | --- | --- |
${helperRows.join('\n')}

| block | what it does | example |
| --- | --- | --- |
${blockRows.join('\n')}
`
