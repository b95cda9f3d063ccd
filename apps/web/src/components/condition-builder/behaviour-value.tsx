import { behaviourSpanUnits, conditionGroupSchema, type Diagnostic, type JsonValue } from '@hookline/schema'
import { Select, Text } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { type BehaviourDraft, behaviourOf, countedFields, draftOf } from './behaviour-field.ts'
import classes from './condition-builder.module.css'
import { useBuilder } from './condition-context.ts'
import { NumberField } from './number-field.tsx'
import { type PickerGroup, SearchPicker } from './search-picker.tsx'

interface BehaviourValueProps {
  id: string
  /** What it belongs to: "condition 1". */
  of: string
  operator: string
  value: JsonValue | undefined
  onChange: (value: JsonValue | undefined) => void
  /** Those of the comparison. */
  diagnostics: readonly Diagnostic[]
  invalid: boolean
  describedBy: string | undefined
}

const units = behaviourSpanUnits.map((unit) => ({ value: unit, label: unit }))

/** Which events of the user, how often, since when, and which of them. */
export function BehaviourValue({ id, of, operator, value, onChange, ...place }: BehaviourValueProps) {
  const { catalog, renderBuilder } = useBuilder()
  const draft = draftOf(value)
  const { eventType = '', atLeast, within } = draft
  const groups = useMemo((): PickerGroup[] => [{ label: 'Events', options: namesOf(catalog) }], [catalog])
  const fields = useMemo(() => (catalog ? countedFields(catalog, eventType) : []), [catalog, eventType])
  const where = conditionGroupSchema.safeParse(draft.where)
  const change = (changed: Partial<BehaviourDraft>) => onChange(behaviourOf({ ...draft, ...changed }))
  const input = { 'aria-describedby': place.describedBy, error: false, size: 'sm' } as const
  return (
    <div className={classes.behaviour}>
      <SearchPicker
        id={id}
        label={`Event of ${of}`}
        shown={eventType}
        groups={groups}
        onPick={(next) => change({ eventType: next, ...(next !== eventType && { where: null }) })}
        freeText={(text) => ({ value: text, words: `Use "${text}"` })}
        placeholder="Choose an event"
        invalid={place.invalid}
        describedBy={place.describedBy}
      />
      {eventType !== '' && (
        <>
          {operator !== 'firstTime' && (
            <Line before="at least" after={atLeast === 1 || atLeast === undefined ? 'time' : 'times'}>
              <NumberField
                {...input}
                id={`${id}-times`}
                aria-label={`Times of ${of}`}
                value={atLeast ?? 1}
                onChange={(n) => change({ atLeast: n ?? 1 })}
              />
            </Line>
          )}
          <Line before="in the last">
            <NumberField
              {...input}
              id={`${id}-span`}
              aria-label={`Span of ${of}, ever if empty`}
              placeholder="ever"
              value={within?.amount}
              onChange={(amount) => change({ within: amount === undefined ? null : { amount, unit: within?.unit ?? 'days' } })}
            />
            <Select
              aria-label={`Unit of ${of}`}
              size="sm"
              allowDeselect={false}
              disabled={!within}
              data={units}
              value={within?.unit ?? 'days'}
              onChange={(unit) => within && unit !== null && change({ within: { ...within, unit } })}
            />
          </Line>
          <Text size="sm" c="dimmed">
            where
          </Text>
          {renderBuilder({
            condition: where.success ? where.data : null,
            onChange: (next) => change({ where: next as JsonValue }),
            fields,
            diagnostics: place.diagnostics.flatMap(ofWhere),
            idPrefix: `${id}-where`,
            within: of,
          })}
        </>
      )}
    </div>
  )
}

function namesOf(catalog: ReturnType<typeof useBuilder>['catalog']): PickerGroup['options'] {
  return Object.keys(catalog?.eventTypes ?? {}).map((name) => ({ value: name, label: name, words: name }))
}

/** What is said of the condition on the events, at its place in that condition. */
function ofWhere(diagnostic: Diagnostic): Diagnostic[] {
  const [, place] = /\.value\.where(.*)$/.exec(diagnostic.path ?? '') ?? []
  return place === undefined ? [] : [{ ...diagnostic, path: `condition${place}` }]
}

function Line({ before, after, children }: { before: string; after?: string; children: ReactNode }) {
  return (
    <div className={classes.line}>
      <Text span size="sm" c="dimmed">
        {before}
      </Text>
      {children}
      {after !== undefined && (
        <Text span size="sm" c="dimmed">
          {after}
        </Text>
      )}
    </div>
  )
}
