import { useSessionStorage } from '@mantine/hooks'
import type { PlainCondition } from './drafts.ts'
import type { Way } from './ways.ts'

/** What was chosen by hand; the rest is as suggested. */
export interface Choices {
  /** Empty: the suggested one. Of a webhook `*` stands for all. */
  eventTypes: string[]
  condition: PlainCondition | null
  target: 'echo' | 'own'
  url: string
}

/** What stands on the server because of this way. */
export interface Made {
  bucket?: { secret: string; name: string; url: string }
  automation?: { id: string; name: string; version: number | null }
  webhook?: { id: string; name: string }
}

export interface Sent {
  eventId: string
  type: string
  userId: string
  data: Record<string, unknown>
}

export interface Progress {
  choices: Choices
  made: Made
  /** The last event that was sent. */
  sent: Sent | null
}

export const fresh: Progress = { choices: { eventTypes: [], condition: null, target: 'echo', url: '' }, made: {}, sent: null }

/** How far one has come on a way; kept in this tab, so that one can leave at any point and come back. */
export function useProgress(way: Way) {
  const [progress, setProgress] = useSessionStorage<Progress>({
    key: `hookline.first-run.${way}`,
    defaultValue: fresh,
    getInitialValueInEffect: false,
  })
  return {
    progress,
    choose: (change: Partial<Choices>) => setProgress((now) => ({ ...now, choices: { ...now.choices, ...change } })),
    keep: (made: Partial<Made>) => setProgress((now) => ({ ...now, made: { ...now.made, ...made } })),
    forget: (what: keyof Made) =>
      setProgress((now) => ({ ...now, made: Object.fromEntries(Object.entries(now.made).filter(([name]) => name !== what)) as Made })),
    send: (sent: Sent) => setProgress((now) => ({ ...now, sent })),
    restart: () => setProgress(fresh),
  }
}

/** Events are judged by what was made from here on. */
export function isLive({ automation, webhook }: Made): boolean {
  return webhook !== undefined || (automation !== undefined && automation.version !== null)
}
