import {
  conditionGroupSchema,
  deliveryPolicySchema,
  type GraphNode,
  type JsonObject,
  type JsonValue,
  requestTemplateSchema,
} from '@hookline/schema'
import { Stack, Tabs, Text } from '@mantine/core'
import { type ComponentProps, useEffect, useState } from 'react'
import { comparisonOf } from '../../components/condition-builder/fit-rule.ts'
import { ConditionBuilder } from '../../components/condition-builder/later-condition-builder.tsx'
import type { Field } from '../../components/fields/field.ts'
import { FieldTree } from '../../components/fields/field-tree.tsx'
import { later } from '../../components/later.tsx'
import { RequestEditor } from '../../components/request-editor/request-editor.tsx'
import type { BlockForm } from '../../features/canvas/blocks/block-view.ts'
import type { BlockForms } from '../../features/canvas/blocks/registry.ts'
import { EventTypePicker } from '../../features/rule-form/event-type-picker.tsx'
import { useEditorScope } from './editor-context.ts'
import { ReentryField } from './reentry-field.tsx'
import { sampleScope } from './sample-scope.ts'

type FormProps = ComponentProps<BlockForm>

const BlockRuns = later(async () => (await import('./block-runs.tsx')).BlockRuns, { what: 'The tries of this block' })
const DelayForm = later<FormProps>(async () => (await import('./delay-form.tsx')).DelayForm, { what: 'The settings of the wait' })

/** The settings of each type of block, as the canvas takes them. */
export const blockForms: BlockForms = {
  trigger: TriggerForm,
  condition: ConditionForm,
  delay: DelayForm,
  webhook: WebhookForm,
  exit: ExitForm,
}

function TriggerForm({ node, onChange }: FormProps) {
  const { eventTypes, fields } = useEditorScope()
  const eventType = typeof node.config.eventType === 'string' ? node.config.eventType : ''
  return (
    <Stack gap="md">
      <EventTypePicker value={eventType} eventTypes={eventTypes} onChange={(next) => onChange({ ...node.config, eventType: next })} />
      <ReentryField node={node} onChange={onChange} />
      <ConditionFields node={node} onChange={onChange} title="Only if (optional)" fields={fields} />
    </Stack>
  )
}

function ExitForm() {
  return <Text c="dimmed">A user who comes here has finished the journey. There is nothing to set.</Text>
}

function ConditionForm({ node, onChange }: FormProps) {
  const { fields } = useEditorScope()
  return <ConditionFields node={node} onChange={onChange} title="Goes on by yes if" fields={fields} />
}

interface ConditionFieldsProps extends Pick<FormProps, 'node' | 'onChange'> {
  title: string
  fields: ReturnType<typeof useEditorScope>['fields']
}

function ConditionFields({ node, onChange, title, fields }: ConditionFieldsProps) {
  const { catalog } = useEditorScope()
  const diagnostics = useDiagnosticsOf(node)
  const parsed = conditionGroupSchema.safeParse(node.config.condition)
  return (
    <Stack gap="sm">
      <Text fw={500}>{title}</Text>
      <ConditionBuilder
        condition={parsed.success ? parsed.data : null}
        fields={fields}
        catalog={catalog}
        diagnostics={diagnostics}
        idPrefix={`condition-${node.id}`}
        onChange={(condition) => onChange({ ...node.config, condition: condition as JsonValue }, 'condition')}
      />
      <Text fw={500}>Fields: click one to compare it</Text>
      <FieldTree
        fields={fields}
        onPick={(field) => onChange({ ...node.config, condition: withField(node.config.condition, field) }, 'condition')}
      />
    </Stack>
  )
}

/** The condition with one more line, whose operator fits the field. */
function withField(raw: JsonValue | undefined, field: Field): JsonValue {
  const parsed = conditionGroupSchema.safeParse(raw)
  const group = parsed.success ? parsed.data : { combinator: 'and' as const, rules: [] }
  return { ...group, rules: [...group.rules, comparisonOf(field)] } as unknown as JsonValue
}

/** Beside the canvas there is no room for the form and its preview at once. What is half written in the form stays there. */
function WebhookForm({ node, onChange }: FormProps) {
  const { jumps } = useEditorScope()
  const [tab, setTab] = useState<string | null>('settings')
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever leads here leads to the settings
  useEffect(() => setTab('settings'), [jumps])
  return (
    <Tabs value={tab} onChange={setTab} keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="settings">Settings</Tabs.Tab>
        <Tabs.Tab value="preview">Preview</Tabs.Tab>
        <Tabs.Tab value="runs">Runs</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="settings" keepMounted>
        <WebhookSettings node={node} onChange={onChange} show="form" />
      </Tabs.Panel>
      <Tabs.Panel value="preview">
        <WebhookSettings node={node} onChange={onChange} show="preview" />
      </Tabs.Panel>
      <Tabs.Panel value="runs">
        <BlockRuns nodeId={node.id} />
      </Tabs.Panel>
    </Tabs>
  )
}

interface WebhookSettingsProps {
  node: GraphNode
  onChange: (config: JsonObject, field?: string) => void
  /** The form with the preview beside it where nothing is said. */
  show?: 'form' | 'preview'
}

/** The request of a WebHook block; the rule form shows the same. */
export function WebhookSettings({ node, onChange, show }: WebhookSettingsProps) {
  const { catalog, fields, trial } = useEditorScope()
  const diagnostics = useDiagnosticsOf(node)
  const request = requestTemplateSchema.safeParse(node.config.request ?? {})
  const policy = deliveryPolicySchema.safeParse(node.config.policy ?? {})
  const sample = sampleScope(trial, new Date().toISOString())
  return (
    <RequestEditor
      key={node.id}
      request={request.success ? request.data : requestTemplateSchema.parse({})}
      policy={policy.success ? policy.data : deliveryPolicySchema.parse({})}
      secret={{ hasSecret: node.config.hasSecret === true, isChanged: node.config.secret !== undefined }}
      fields={fields}
      diagnostics={diagnostics}
      catalog={catalog}
      sample={sample}
      {...(show && { show })}
      onChange={(change) => onChange({ ...node.config, ...(change as JsonObject) }, Object.keys(change).join(' '))}
    />
  )
}

function useDiagnosticsOf(node: GraphNode) {
  return useEditorScope().diagnostics.filter(({ nodeId }) => nodeId === node.id)
}
