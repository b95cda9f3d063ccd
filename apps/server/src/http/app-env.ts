import type { HttpBindings } from '@hono/node-server'
import type { Ctx } from '../context.ts'

/** What handlers find in their context: Node's own request, and who asks. */
export interface HttpEnv {
  Bindings: HttpBindings
  Variables: { ctx: Ctx }
}
