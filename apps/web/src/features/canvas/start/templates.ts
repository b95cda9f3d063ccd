import type { Graph } from '@hookline/schema'
import type { AutomationKind } from '../graph/ways.ts'
import { ask, call, graphOf, wait, when } from './draw.ts'

/** An automation to begin with: it works as soon as its addresses are one's own. */
export interface Template {
  readonly id: string
  readonly kind: AutomationKind
  readonly name: string
  /** What it does, in one sentence. */
  readonly description: string
  readonly graph: Graph
}

/** Asks whether the user bought something else than what began the journey. */
const bought = (id: string, spot: readonly [number, number], days: number) =>
  ask(id, spot, [['behaviour', 'hasDone', { eventType: 'purchase_completed', atLeast: 2, within: { amount: days + 1, unit: 'days' } }]])

/** Automations of campaigns that people ask for most, with the types of block that there are. */
export const templates: readonly Template[] = [
  {
    id: 'level-to-crm',
    kind: 'rule',
    name: 'Level completed → CRM',
    description: 'Tells the CRM when a user completes level 5 or a higher one.',
    graph: graphOf(
      [
        when('level_completed'),
        ask('level', [1, 0], [['event.level', '>=', 5]]),
        call('crm', [2, 0], {
          name: 'Tell the CRM',
          url: 'https://crm.example.com/contacts/{{user.id}}/level',
          body: '{ "user": {{user.id}}, "level": {{event.level}}, "level_name": {{state.level_name}} }',
        }),
      ],
      'when > level',
      'level yes > crm',
    ),
  },
  {
    id: 'opt-in-to-zapier',
    kind: 'rule',
    name: 'Opt-in → Zapier',
    description: 'Sends every submitted opt-in form to a Zapier catch hook.',
    graph: graphOf(
      [when('opt_in_submitted'), call('zapier', [1, 0], { name: 'Zapier', url: 'https://hooks.zapier.com/hooks/catch/123456/abcdef' })],
      'when > zapier',
    ),
  },
  {
    id: 'spin-callback',
    kind: 'rule',
    name: 'Spin issued → callback',
    description: 'Calls the game server back when a user is given a spin.',
    graph: graphOf(
      [
        when('minigame_spin_issued'),
        call('game', [1, 0], {
          name: 'Game server',
          url: 'https://games.example.com/callbacks/spin',
          body: '{ "user": {{user.id}}, "issued_at": {{trigger.occurredAt}}, "reference": {{delivery.id}} }',
        }),
      ],
      'when > game',
    ),
  },
  {
    id: 'prize-fulfilment',
    kind: 'rule',
    name: 'Prize assigned → fulfilment and CRM',
    description: 'Orders the prize and notes it in the CRM at once.',
    graph: graphOf(
      [
        when('prize_assigned'),
        call('shop', [1, 0], { name: 'Order the prize', url: 'https://shop.example.com/orders' }),
        call('crm', [1, 1], { name: 'Note in the CRM', url: 'https://crm.example.com/contacts/{{user.id}}/prizes' }),
      ],
      'when > shop',
      'when > crm',
    ),
  },
  {
    id: 'unsubscribe-everywhere',
    kind: 'rule',
    name: 'Unsubscribe everywhere',
    description: 'Takes a user who unsubscribes out of the CRM and of the mailing list.',
    graph: graphOf(
      [
        when('user_unsubscribed'),
        call('crm', [1, 0], {
          name: 'CRM',
          method: 'PATCH',
          url: 'https://crm.example.com/contacts/{{user.id}}',
          body: '{ "subscribed": false, "since": {{trigger.occurredAt}} }',
        }),
        call('mail', [1, 1], {
          name: 'Mailing list',
          method: 'DELETE',
          url: 'https://mail.example.com/lists/campaigns/members/{{user.id}}',
        }),
      ],
      'when > crm',
      'when > mail',
    ),
  },
  {
    id: 'referral-reward',
    kind: 'rule',
    name: 'Referral → reward',
    description: 'Books a reward for the user whose invitation was taken up.',
    graph: graphOf(
      [
        when('referral_created'),
        call('reward', [1, 0], {
          name: 'Book the reward',
          url: 'https://rewards.example.com/bookings',
          body: '{ "user": {{user.id}}, "reason": "referral", "event": {{trigger.id}} }',
        }),
      ],
      'when > reward',
    ),
  },
  {
    id: 'purchase-tiers',
    kind: 'journey',
    name: 'Purchase → reward by tier',
    description: 'Gold users get a bonus call, all others points; both are noted in the CRM.',
    graph: graphOf(
      [
        when('purchase_completed'),
        ask('gold', [1, 0], [['state.tier', '=', 'gold']]),
        call('bonus', [2, 0], { name: 'Bonus', url: 'https://rewards.example.com/bonus' }),
        call('points', [2, 1], { name: 'Points', url: 'https://rewards.example.com/points' }),
        call('crm', [3, 0], { name: 'Note in the CRM', url: 'https://crm.example.com/contacts/{{user.id}}/purchases' }),
      ],
      'when > gold',
      'gold yes > bonus',
      'gold no > points',
      'bonus > crm',
      'points > crm',
    ),
  },
  {
    id: 'win-back',
    kind: 'journey',
    name: 'Win back on login',
    description: 'Greets a user who was marked as lost, and lets the CRM call those who used to spend much.',
    graph: graphOf(
      [
        when('user_login'),
        ask('lost', [1, 0], [['state.churned', '=', true]]),
        call('greet', [2, 0], { name: 'Welcome back', url: 'https://mail.example.com/send/welcome-back' }),
        ask('vip', [3, 0], [['state.total_spent', '>=', 500]]),
        call('crm', [4, 0], { name: 'A call by the team', url: 'https://crm.example.com/contacts/{{user.id}}/tasks' }),
      ],
      'when > lost',
      'lost yes > greet',
      'greet > vip',
      'vip yes > crm',
    ),
  },
  {
    id: 'second-purchase',
    kind: 'journey',
    name: 'No second purchase → reminder',
    description: 'Waits a week after a purchase, and sends a reminder to users who did not buy again; a voucher a week later.',
    graph: graphOf(
      [
        { ...when('purchase_completed'), config: { eventType: 'purchase_completed', reentry: 'onceWhileRunning' } },
        wait('week', [1, 0], 7),
        bought('again', [2, 0], 7),
        call('remind', [3, 1], { name: 'Reminder', url: 'https://mail.example.com/send/reminder' }),
        wait('another', [4, 1], 7),
        bought('late', [5, 1], 14),
        call('voucher', [6, 2], { name: 'Voucher', url: 'https://mail.example.com/send/voucher' }),
      ],
      'when > week',
      'week > again',
      'again no > remind',
      'remind > another',
      'another > late',
      'late no > voucher',
    ),
  },
  {
    id: 'high-score-share',
    kind: 'journey',
    name: 'High score → leaderboard and team chat',
    description: 'Writes every high score to the leaderboard and tells the team chat of the great ones.',
    graph: graphOf(
      [
        when('high_score'),
        call('board', [1, 0], { name: 'Leaderboard', url: 'https://games.example.com/leaderboard' }),
        ask('great', [2, 0], [['event.score', '>=', 10_000]]),
        call('chat', [3, 0], {
          name: 'Team chat',
          url: 'https://chat.example.com/hooks/campaigns',
          body: '{ "text": "High score by {{user.id}}: {{event.score}}" }',
        }),
      ],
      'when > board',
      'board > great',
      'great yes > chat',
    ),
  },
  {
    id: 'quest-level-up',
    kind: 'journey',
    name: 'Quest completed → next step',
    description: 'Members of the beta group get the new quest, all others the standard one.',
    graph: graphOf(
      [
        when('quest_completed'),
        ask('beta', [1, 0], [['state.groups', 'contains', 'beta']]),
        call('next', [2, 0], { name: 'New quest', url: 'https://games.example.com/quests/new' }),
        call('standard', [2, 1], { name: 'Standard quest', url: 'https://games.example.com/quests/standard' }),
      ],
      'when > beta',
      'beta yes > next',
      'beta no > standard',
    ),
  },
]

/** The three lines that a blank rule or journey begins with. */
export const blank: Readonly<Record<AutomationKind, Graph>> = {
  rule: graphOf([when(''), call('call', [1, 0], { name: '', url: '' })], 'when > call'),
  journey: graphOf([when('')]),
}
