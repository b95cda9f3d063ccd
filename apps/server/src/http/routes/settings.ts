import { heldCountQuerySchema, heldCountSchema, settingsPatchSchema, settingsSchema } from '@hookline/schema'
import type { Services } from '../../context.ts'
import { countHeld } from '../../settings/count-held.ts'
import { readSettings } from '../../settings/read.ts'
import { updateSettings } from '../../settings/update.ts'
import { answer, body, createRoutes, jsonRoute } from '../route.ts'

const tag = 'Settings'

export function settingsRoutes(services: Services) {
  return createRoutes()
    .openapi(
      jsonRoute(
        services,
        { method: 'get', path: '/v1/settings', scope: 'read', tag, summary: 'Read the settings of the workspace' },
        { request: {}, responses: { 200: answer(settingsSchema, 'The settings') } },
      ),
      async (c) => c.json(await readSettings({ ctx: c.var.ctx }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'patch', path: '/v1/settings', scope: 'manage', tag, summary: 'Change the settings of the workspace' },
          description:
            'With `webhooksEnabled: false` nothing leaves any more: events are stored, deliveries are held. When it is turned on again `held` says what becomes of them: `send` (default), `drop`, or `{ since }` to send those made at or after a time and drop the older ones.',
        },
        { request: body(settingsPatchSchema), responses: { 200: answer(settingsSchema, 'The settings') } },
      ),
      async (c) => c.json(await updateSettings({ ctx: c.var.ctx, input: c.req.valid('json') }), 200),
    )
    .openapi(
      jsonRoute(
        services,
        {
          ...{ method: 'get', path: '/v1/settings/held', scope: 'read', tag, summary: 'Count what the master switch holds' },
          description: '`before` counts those made before `since`, which `held: { since }` would drop; 0 without `since`.',
        },
        { request: { query: heldCountQuerySchema }, responses: { 200: answer(heldCountSchema, 'How many deliveries') } },
      ),
      async (c) => c.json(await countHeld({ ctx: c.var.ctx, input: c.req.valid('query') }), 200),
    )
}
