import type { Webhook } from '@hookline/schema'
import { Button, Divider, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import { ConditionBuilder } from '../../components/condition-builder/later-condition-builder.tsx'
import { later } from '../../components/later.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { RequestEditor } from '../../components/request-editor/request-editor.tsx'
import { ErrorState, LoadingRows } from '../../components/states.tsx'
import { useMember } from '../../lib/session.ts'
import { useCatalog } from '../../lib/use-catalog.ts'
import { useEventTypes } from '../../lib/use-event-types.ts'
import { PlainFields } from './plain-fields.tsx'
import { SampleField } from './sample-field.tsx'
import { useSample } from './use-sample.ts'
import type { WebhookForm } from './use-webhook-form.ts'
import { requestProblems } from './webhook-draft.ts'

const RotateSecretModal = later(async () => (await import('./rotate-secret-modal.tsx')).RotateSecretModal, { what: 'Rotating', rows: 0 })

interface SettingsTabProps {
  webhook: Webhook
  form: WebhookForm
  /** Until when a former secret signs too. */
  formerSecretUntil: string | null
  onSecret: (secret: string) => void
}

/** Everything that a webhook is made of. */
export function SettingsTab(props: SettingsTabProps) {
  const catalog = useCatalog()
  const types = useEventTypes()
  const failed = [catalog, types].find(({ isError }) => isError)
  if (failed?.error)
    return <ErrorState what="The event types could not be read" error={failed.error} onRetry={() => void failed.refetch()} />
  if (!catalog.data || !types.data) return <LoadingRows />
  return <Settings {...props} catalog={catalog.data} types={types.data.items} />
}

interface SettingsProps extends SettingsTabProps {
  catalog: NonNullable<ReturnType<typeof useCatalog>['data']>
  types: NonNullable<ReturnType<typeof useEventTypes>['data']>['items']
}

function Settings({ webhook, form, formerSecretUntil, onSecret, catalog, types }: SettingsProps) {
  const { draft, change, fieldErrors } = form
  const mayChange = useMember()?.role !== 'viewer'
  const { sample, fields, choices, chosen, choose } = useSample(draft, { catalog, types })
  const diagnostics = requestProblems(fieldErrors)
  return (
    <fieldset disabled={!mayChange} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <Stack gap="lg">
        {!mayChange && <Text c="dimmed">Viewers see the settings; marketers and admins change them.</Text>}
        <PlainFields draft={draft} types={types} errors={fieldErrors} onChange={change} />
        <Divider />
        <Part title="Only if (optional)" note="Events that do not meet it are not sent.">
          <ConditionBuilder
            condition={draft.condition}
            fields={fields}
            diagnostics={diagnostics}
            idPrefix="webhook"
            onChange={(condition) => change({ condition })}
          />
        </Part>
        <Divider />
        <SampleField choices={choices} value={chosen} onChange={choose} />
        <RequestEditor
          key={webhook.id}
          request={draft.request}
          policy={draft.policy}
          secret={{ hasSecret: webhook.hasSecret, isChanged: draft.secret !== undefined }}
          fields={fields}
          diagnostics={diagnostics}
          catalog={catalog}
          sample={sample}
          eventType={choices.length === 1 ? (choices[0] ?? '') : ''}
          onChange={(changes) => change(changes)}
        >
          {webhook.hasSecret && mayChange && <Rotation webhook={webhook} until={formerSecretUntil} onSecret={onSecret} />}
        </RequestEditor>
      </Stack>
    </fieldset>
  )
}

interface RotationProps extends Pick<SettingsTabProps, 'webhook' | 'onSecret'> {
  until: string | null
}

/** A secret is changed over without a call that does not verify. */
function Rotation({ webhook, until, onSecret }: RotationProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Part
      title="Rotate the signing secret"
      note="A new secret is made; for a time of your choice each call is signed with both, so that the receiver can change over without a gap."
    >
      <Group gap="md">
        <Button variant="default" onClick={() => setOpen(true)}>
          Rotate the secret…
        </Button>
        {until && (
          <Text size="sm" c="dimmed">
            The former secret signs too; it ends <RelativeTime time={until} />
          </Text>
        )}
      </Group>
      {isOpen && <RotateSecretModal webhook={webhook} onClose={() => setOpen(false)} onSecret={onSecret} />}
    </Part>
  )
}

function Part({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  const id = useId()
  return (
    <Stack gap="sm" component="section" aria-labelledby={id} maw={820}>
      <Stack gap={0}>
        <Title order={3} id={id}>
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      </Stack>
      {children}
    </Stack>
  )
}
