import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatDuration } from '../../lib/format-duration.ts'
import { StatusWord } from '../status-word.tsx'
import type { SignatureVerdict } from './check-signature.ts'

/** What a check of a signature found, and what that means. */
export function Verdict({ verdict }: { verdict: SignatureVerdict | null }) {
  if (!verdict) return null
  switch (verdict.kind) {
    case 'valid':
      return <StatusWord tone="good">Valid with this secret</StatusWord>
    case 'valid-but-old':
      return (
        <Told tone="waiting" word="Valid with this secret, but its time is off">
          Its time stamp is {formatDuration(verdict.offSeconds * 1000)} away from when it came; receivers refuse more than 5 minutes.
        </Told>
      )
    case 'invalid':
      return (
        <Told tone="bad" word="Not valid with this secret">
          It was signed with another secret, or the body was changed on the way. Secrets stand in the settings of the webhook.
        </Told>
      )
    case 'unreadable':
      return (
        <Told tone="bad" word="Cannot be checked">
          {verdict.why}
        </Told>
      )
    case 'bad-secret':
      return (
        <Told tone="waiting" word="That is no secret">
          {verdict.why}
        </Told>
      )
    default:
      return verdict satisfies never
  }
}

function Told({ tone, word, children }: { tone: 'waiting' | 'bad'; word: string; children: ReactNode }) {
  return (
    <>
      <StatusWord tone={tone}>{word}</StatusWord>
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </>
  )
}
