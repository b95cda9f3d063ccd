import { Anchor, Group, Loader, Text } from '@mantine/core'
import { tip } from '../../components/tip/tip.ts'
import { ToneIcon } from '../../components/tone-icon.tsx'
import type { SaveState } from './use-autosave.ts'

/** Saving, Saved, or why not; a failed save can be tried again. */
export function SaveStateWord({ state, onRetry }: { state: SaveState; onRetry: () => void }) {
  return (
    <Group gap={6} wrap="nowrap" role="status" aria-live="polite">
      {state.kind === 'saving' ? <Loader size={14} /> : <ToneIcon tone={tones[state.kind]} />}
      <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
        {words[state.kind]}
      </Text>
      {state.kind === 'failed' && (
        <Anchor component="button" type="button" size="sm" onClick={onRetry} {...tip(state.reason)}>
          Try again
        </Anchor>
      )}
    </Group>
  )
}

const tones = { saved: 'good', waiting: 'off', saving: 'off', failed: 'bad', conflict: 'bad' } as const
const words = { saved: 'Saved', waiting: 'Changed', saving: 'Saving', failed: 'Not saved', conflict: 'Changed by somebody else' }
