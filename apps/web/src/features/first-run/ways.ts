/** What a newcomer may want, and what is made for it. */
export const ways = ['rule', 'journey', 'forward'] as const
export type Way = (typeof ways)[number]

interface WayWords {
  title: string
  text: string
  /** What the way makes, as the page calls it. */
  noun: string
  /** The verb of its first button, and what it shows when it is done. */
  action: string
}

export const wayWords: Record<Way, WayWords> = {
  rule: {
    title: 'Call an API when something happens',
    text: 'A rule: when a user completes a level, buys or signs up, Hookline calls the address you name with the fields you need.',
    noun: 'rule',
    action: 'Publish the rule',
  },
  journey: {
    title: 'Draw a journey',
    text: 'An event starts it, a condition decides, a call follows. You try a small one here and go on with it on the canvas.',
    noun: 'journey',
    action: 'Publish the journey',
  },
  forward: {
    title: 'Forward events to my server',
    text: 'A webhook: every event of the types you choose goes to your server, signed so that it knows who called.',
    noun: 'webhook',
    action: 'Make the webhook',
  },
}

export function wayOf(text: string | undefined): Way | null {
  return ways.find((way) => way === text) ?? null
}
