import type { JsonObject, JsonSchema, JsonValue } from '@hookline/schema'

interface SeededEventType {
  name: string
  title: string
  description: string
  group: string | null
  schema: JsonSchema
  sample: JsonObject
}

/** The campaign events that a new workspace knows, with samples to try things on. */
export const seededEventTypes: SeededEventType[] = [
  seeded('opt_in_submitted', ['Opt-in submitted', 'A visitor filled in the opt-in form of a campaign.', 'user_activity'], {
    email: 'mara@example.com',
    name: 'Mara Lind',
    consent: true,
    source: 'landing-page',
  }),
  seeded('level_completed', ['Level completed', 'A user finished a level.', 'user_activity'], {
    level: 5,
    level_name: 'Sunken city',
    score: 1840,
    xp: 120,
  }),
  seeded('level_up', ['Level up', 'A user reached the next level.', 'user_activity'], { level: 6, previous_level: 5, total_xp: 5400 }),
  seeded('high_score', ['High score', 'A user beat their best score.', 'user_activity'], {
    game: 'Treasure run',
    score: 9120,
    previous_score: 8770,
  }),
  seeded('minigame_spin_issued', ['Spin issued', 'A user was given spins of a mini game.', 'user_reward'], {
    saw_template_id: 2041,
    minigame_spins_count: 3,
    expires_at: '2026-12-01T00:00:00Z',
  }),
  seeded('prize_assigned', ['Prize assigned', 'A user won a prize.', 'user_reward'], {
    prize_id: 'prz-77',
    prize_name: 'Free shipping',
    value: 4.9,
    currency: 'EUR',
  }),
  seeded('action_completed', ['Action completed', 'A user completed an action of a quest.', 'user_activity'], {
    action: { id: '_g06CbGQ', name: 'reCAPTCHA', type: 'recaptcha' },
    xp: 10,
    total_xp: 130,
    ref_xp: 0,
    ugc_xp: 0,
    xp_mul: 1,
    rank: 12,
    team: 'blue',
  }),
  seeded('quest_completed', ['Quest completed', 'A user completed all actions of a quest.', 'user_activity'], {
    quest_id: 'q-3',
    quest_name: 'First steps',
    xp: 250,
  }),
  seeded('purchase_completed', ['Purchase completed', 'A user bought something.', null], {
    order_id: 'A-10231',
    amount: 59.9,
    currency: 'EUR',
    items: [{ sku: 'SOCK-1', quantity: 2, price: 9.95 }],
  }),
  seeded('referral_created', ['Referral created', 'A user referred somebody.', 'referral'], {
    referral_code: 'MARA-7',
    referred_user_id: 'u-108',
  }),
  seeded('user_login', ['User login', 'A user logged in.', 'user_login'], { device: 'mobile', country: 'DE' }),
  seeded('user_unsubscribed', ['User unsubscribed', 'A user no longer wants messages.', 'user_activity'], {
    channel: 'email',
    reason: 'too many messages',
  }),
]

function seeded(name: string, [title, description, group]: [string, string, string | null], sample: JsonObject): SeededEventType {
  return { name, title, description, group, schema: schemaOf(sample), sample }
}

/** The shape of a sample; nothing of it is required, since sources differ. */
function schemaOf(value: JsonValue): JsonSchema {
  if (value === null) return {}
  if (Array.isArray(value)) return { type: 'array', ...(value[0] !== undefined && { items: schemaOf(value[0]) }) }
  if (typeof value === 'object') {
    return { type: 'object', properties: Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, schemaOf(inner)])) }
  }
  return { type: typeof value }
}
