import type { Catalog, ConditionGroup, Diagnostic, Graph, GraphNode, JsonObject } from '@hookline/schema'
import { ActionIcon, Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { DiagnosticNotes } from '../../components/condition-builder/diagnostic-notes.tsx'
import { ConditionBuilder } from '../../components/condition-builder/later-condition-builder.tsx'
import type { Field } from '../../components/fields/field.ts'
import { newId } from '../../lib/new-id.ts'
import { type EventTypeChoice, EventTypePicker } from './event-type-picker.tsx'
import { graphOfRule, newCall } from './graph-of-rule.ts'
import classes from './rule-form.module.css'
import { type Rule, ruleOfGraph } from './rule-of-graph.ts'

interface RuleFormProps {
  graph: Graph
  onChange: (graph: Graph) => void
  eventTypes: readonly EventTypeChoice[]
  fields: readonly Field[]
  catalog: Catalog
  diagnostics: readonly Diagnostic[]
  /** The settings of one call, which say its problems themselves. `onChange` takes the config of its block. */
  renderRequest: (call: { node: GraphNode; onChange: (config: JsonObject) => void }) => ReactNode
  renderCondition?: (held: { condition: ConditionGroup | null; onChange: (condition: ConditionGroup | null) => void }) => ReactNode
  onOpenCanvas?: () => void
}

/** A rule as one sentence: when an event happens and conditions hold, call requests. It is the graph of the canvas. */
export function RuleForm(props: RuleFormProps) {
  const { graph, onChange, eventTypes, fields, catalog, diagnostics, renderRequest, renderCondition, onOpenCanvas } = props
  const read = ruleOfGraph(graph)
  if (!read.ok) return <NotARule why={read.why} onOpenCanvas={onOpenCanvas} />

  const { rule, places } = read
  const change = (changed: Partial<Rule>) => onChange(graphOfRule({ graph, rule: { ...rule, ...changed }, newId }))
  const setCondition = (condition: ConditionGroup | null) => change({ condition })
  const holder = places.conditionBlock ?? places.trigger
  const ofTrigger = diagnostics.filter(({ nodeId, path }) => nodeId !== undefined && nodeId === places.trigger?.id && !isOfCondition(path))
  const ofHolder = diagnostics.filter(({ nodeId, path }) => nodeId !== undefined && nodeId === holder?.id && isOfCondition(path))
  const ofBlock = diagnostics.filter(({ nodeId, path }) => nodeId === places.conditionBlock?.id && !isOfCondition(path))
  const unseen = ofTrigger.find(({ code }) => code === 'trigger.unknown-event-type')
  const isBadType = ofTrigger.some(({ severity, path }) => severity === 'error' && path === 'eventType')

  return (
    <Stack gap="lg" className={classes.form}>
      <DiagnosticNotes diagnostics={diagnostics.filter(({ nodeId }) => nodeId === undefined)} />
      <Part word="When">
        <div className={classes.event}>
          <EventTypePicker
            value={rule.eventType}
            eventTypes={eventTypes}
            onChange={(eventType) => change({ eventType })}
            invalid={isBadType}
          />
          <Text className={classes.happens}>happens</Text>
        </div>
        <DiagnosticNotes diagnostics={ofTrigger.filter((one) => one !== unseen)} />
      </Part>
      <Part word="and">
        {renderCondition ? (
          renderCondition({ condition: rule.condition, onChange: setCondition })
        ) : (
          <ConditionBuilder
            condition={rule.condition}
            onChange={setCondition}
            fields={fields}
            catalog={catalog}
            diagnostics={ofHolder}
            idPrefix="rule"
          />
        )}
        {places.conditionBlock && <DiagnosticNotes diagnostics={ofBlock} />}
      </Part>
      <Part word="call">
        {rule.calls.map((call, index) => (
          <Call
            key={call.id}
            call={call}
            number={index + 1}
            problems={diagnostics.filter(({ nodeId, path }) => nodeId === call.id && path === undefined)}
            onRemove={() => change({ calls: rule.calls.filter(({ id }) => id !== call.id) })}
          >
            {renderRequest({
              node: call,
              onChange: (config) => change({ calls: rule.calls.map((one) => (one.id === call.id ? { ...one, config } : one)) }),
            })}
          </Call>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.add}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => change({ calls: [...rule.calls, newCall(newId())] })}
        >
          {rule.calls.length === 0 ? 'Add a request' : 'Add another request'}
        </Button>
      </Part>
    </Stack>
  )
}

function Part({ word, children }: { word: string; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={word}>
      <Text fw={600} className={classes.word}>
        {word}
      </Text>
      <Stack gap="sm" miw={0}>
        {children}
      </Stack>
    </section>
  )
}

interface CallProps {
  call: GraphNode
  number: number
  problems: readonly Diagnostic[]
  onRemove: () => void
  children: ReactNode
}

function Call({ call, number, problems, onRemove, children }: CallProps) {
  const title = call.name || `Request ${number}`
  return (
    <section className={classes.call} aria-label={title}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={500} truncate title={title}>
          {title}
        </Text>
        <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${title}`} title="Remove" onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <DiagnosticNotes diagnostics={problems} />
      {children}
    </section>
  )
}

function NotARule({ why, onOpenCanvas }: { why: string; onOpenCanvas: (() => void) | undefined }) {
  return (
    <Alert color="gray" variant="default" title="This automation is more than the form can show">
      <Stack gap="sm" align="flex-start">
        <Text style={{ overflowWrap: 'anywhere' }}>{why} Nothing of it is lost: it is edited on the canvas.</Text>
        {onOpenCanvas && <Button onClick={onOpenCanvas}>Open on the canvas</Button>}
      </Stack>
    </Alert>
  )
}

function isOfCondition(path: string | undefined): boolean {
  return path === 'condition' || path?.startsWith('condition.') === true
}
