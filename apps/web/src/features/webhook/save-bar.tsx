import { Alert, Button, Card, Group, Stack, Text } from '@mantine/core'
import { useEffect } from 'react'
import { TroubleAlert } from '../../components/trouble-alert.tsx'
import { errorLines } from '../../lib/error-lines.ts'
import type { WebhookForm } from './use-webhook-form.ts'
import type { OthersChanges } from './webhook-draft.ts'

/** Says that something is not saved, why it could not be, and saves it; it is there only then. */
export function SaveBar({ form: { isDirty, isSaving, error, others, save, discard } }: { form: WebhookForm }) {
  useEffect(() => {
    if (!isDirty) return
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', onLeave)
    return () => window.removeEventListener('beforeunload', onLeave)
  }, [isDirty])
  if (!isDirty) return null
  return (
    <Card
      component="section"
      aria-label="Changes that are not saved"
      padding="sm"
      shadow="md"
      style={{ position: 'sticky', bottom: 16, zIndex: 'var(--mantine-z-index-app)' }}
    >
      <Stack gap="sm">
        {error !== null && <TroubleAlert trouble={{ title: 'It could not be saved', lines: errorLines(error) }} />}
        {others && <Others others={others} />}
        <Group justify="space-between" gap="sm">
          <Text>These changes are not saved. The webhook goes on as it was.</Text>
          <Group gap="sm">
            <Button variant="default" onClick={discard} disabled={isSaving}>
              {others ? 'Take theirs, drop mine' : 'Discard'}
            </Button>
            <Button onClick={() => void save()} loading={isSaving}>
              {others && others.both.length > 0 ? 'Save mine over theirs' : 'Save the webhook'}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Card>
  )
}

/** Two people changed one webhook: what the other one changed, and what becomes of it. */
function Others({ others: { all, both } }: { others: OthersChanges }) {
  const words = new Intl.ListFormat('en')
  return (
    <Alert role="alert" color="yellow" variant="light" title="Somebody else has changed this webhook meanwhile">
      They changed {words.format(all)}.{' '}
      {both.length === 0
        ? 'You changed other things: saving keeps both.'
        : `You changed ${words.format(both)} too: saving puts yours in the place of theirs, and keeps the rest of theirs.`}
    </Alert>
  )
}
