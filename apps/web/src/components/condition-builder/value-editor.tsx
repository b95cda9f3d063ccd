import { compileCondition, type OperandForm } from '@hookline/engine'
import type { JsonValue } from '@hookline/schema'
import { Button, Group, MultiSelect, Select, TagsInput, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Field } from '../fields/field.ts'
import { sampleText } from '../fields/field-tree-sample.ts'
import classes from './condition-builder.module.css'
import { isSame } from './condition-model.ts'
import { convert, fieldKind, kindOf, membersOf, memberText, type ValueKind } from './condition-value.ts'
import { operandOf } from './field-operators.ts'
import { NumberField } from './number-field.tsx'
import { DateValue, DaysValue, SpanValue } from './time-values.tsx'

interface ValueEditorProps {
  id: string
  /** What it belongs to: "condition 1". */
  of: string
  operator: string
  value: JsonValue | undefined
  field: Field | undefined
  onChange: (value: JsonValue | undefined) => void
  invalid: boolean
  describedBy: string | undefined
}

const timeValues: Partial<Record<OperandForm, typeof SpanValue>> = { span: SpanValue, date: DateValue, days: DaysValue }

/** The value of a comparison, in the form that its operator and its field ask for. */
export function ValueEditor(props: ValueEditorProps) {
  const { id, of, operator, value, field, onChange } = props
  const operand = operandOf(operator)
  if (operand === 'none') return null
  const TimeValue = timeValues[operand]
  if (TimeValue) {
    const isWhole = value === undefined || compileCondition({ combinator: 'and', rules: [{ field: 'event.x', operator, value }] }).ok
    return isWhole ? <TimeValue {...props} /> : <OddValue of={of} value={value} onReplace={() => onChange(undefined)} />
  }
  const kind = /^(begins|ends|doesNotBegin|doesNotEnd)With$/.test(operator) ? 'text' : fieldKind(field)
  const isOdd = value !== undefined && (operand === 'one' ? kindOf(value) === null : !Array.isArray(value))
  if (isOdd) return <OddValue of={of} value={value} onReplace={() => onChange(undefined)} />
  const options = scalars(field?.options)
  const shared = { options, kind, invalid: props.invalid, describedBy: props.describedBy }
  if (operand === 'one') return <OneValue {...shared} id={id} label={`Value of ${of}`} value={value} onChange={onChange} />
  const members = Array.isArray(value) ? value : []
  if (operand === 'list') return <ListValue {...shared} id={id} label={`Values of ${of}`} members={members} onChange={onChange} />
  const change = (at: 0 | 1) => (end: JsonValue | undefined) => {
    const range = [members[0] ?? null, members[1] ?? null]
    range[at] = end ?? null
    onChange(range.every((one) => one === null) ? undefined : range)
  }
  return (
    <div className={classes.range}>
      <OneValue {...shared} id={id} label={`Lower end of ${of}`} value={members[0] ?? undefined} onChange={change(0)} />
      <Text span size="sm" c="dimmed">
        and
      </Text>
      <OneValue {...shared} id={`${id}-to`} label={`Upper end of ${of}`} value={members[1] ?? undefined} onChange={change(1)} />
    </div>
  )
}

interface PartProps {
  id: string
  label: string
  options: JsonValue[]
  /** The kind that the field has; null where it may be any. */
  kind: ValueKind | null
  invalid: boolean
  describedBy: string | undefined
  onChange: (value: JsonValue | undefined) => void
}

function OneValue({ value, kind: wanted, onChange, ...part }: PartProps & { value: JsonValue | undefined }) {
  const [chosen, setChosen] = useState<ValueKind | null>(null)
  const own = kindOf(value)
  const kind = own ?? chosen ?? wanted ?? 'text'
  const isOpen = part.options.length === 0 && (wanted === null || (own !== null && own !== wanted))
  const input = { id: part.id, 'aria-label': part.label, 'aria-describedby': part.describedBy, error: part.invalid, size: 'sm' } as const
  if (part.options.length > 0) {
    const choices = withValue(part.options, value === undefined ? [] : [value])
    return (
      <Select
        {...input}
        className={classes.grow}
        searchable
        placeholder="Choose"
        data={choices.map((choice, index) => ({ value: String(index), label: choiceText(choice) }))}
        value={value === undefined ? null : String(choices.findIndex((choice) => isSame(choice, value)))}
        onChange={(index) => onChange(index === null ? undefined : choices[Number(index)])}
      />
    )
  }
  return (
    <Group gap="xs" wrap="nowrap" className={classes.grow}>
      {kind === 'boolean' && (
        <Select
          {...input}
          className={classes.grow}
          placeholder="Choose"
          data={yesNo}
          value={value === undefined ? null : JSON.stringify(value)}
          onChange={(text) => onChange(text === null ? undefined : text === 'true')}
        />
      )}
      {kind === 'number' && <NumberField {...input} value={typeof value === 'number' ? value : undefined} onChange={onChange} />}
      {kind === 'text' && (
        <TextInput
          {...input}
          className={classes.grow}
          placeholder={value === '' ? 'empty text' : 'Text'}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
        />
      )}
      {isOpen && (
        <KindSelect
          of={part.label}
          kind={kind}
          onChange={(next) => {
            setChosen(next)
            onChange(convert(value, next))
          }}
        />
      )}
    </Group>
  )
}

function ListValue({ members, kind: wanted, onChange, ...part }: PartProps & { members: JsonValue[] }) {
  const [chosen, setChosen] = useState<ValueKind | null>(null)
  const kinds = new Set(members.map(kindOf))
  const [own] = kinds
  const kind = wanted ?? (kinds.size === 1 ? own : null) ?? chosen ?? 'text'
  const input = { id: part.id, 'aria-label': part.label, 'aria-describedby': part.describedBy, error: part.invalid, size: 'sm' } as const
  const change = (next: JsonValue[]) => onChange(next.length === 0 ? undefined : next)
  if (part.options.length > 0) {
    const choices = withValue(part.options, members)
    return (
      <MultiSelect
        {...input}
        className={classes.grow}
        searchable
        placeholder={members.length === 0 ? 'Choose' : ''}
        data={choices.map((choice, index) => ({ value: String(index), label: choiceText(choice) }))}
        value={[...new Set(members.map((member) => String(choices.findIndex((choice) => isSame(choice, member)))))]}
        onChange={(chosenNow) => change(chosenNow.flatMap((index) => choices[Number(index)] ?? []))}
      />
    )
  }
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" className={classes.grow}>
      <TagsInput
        {...input}
        className={classes.grow}
        placeholder={members.length === 0 ? `${kind === 'number' ? 'Numbers' : 'Values'}, each with Enter` : ''}
        acceptValueOnBlur
        value={members.map((member) => memberText(member, kind))}
        onChange={(texts) => change(membersOf(texts, members, kind))}
      />
      {wanted === null && (
        <KindSelect
          of={part.label}
          kind={kind}
          onChange={(next) => {
            setChosen(next)
            change(members.flatMap((member) => convert(member, next) ?? []))
          }}
        />
      )}
    </Group>
  )
}

const yesNo = [
  { value: 'true', label: 'yes' },
  { value: 'false', label: 'no' },
]

const kindChoices = [
  { value: 'text', label: 'text' },
  { value: 'number', label: 'number' },
  { value: 'boolean', label: 'yes/no' },
] as const

function KindSelect({ of, kind, onChange }: { of: string; kind: ValueKind; onChange: (kind: ValueKind) => void }) {
  return (
    <Select
      aria-label={`Type of the ${of.charAt(0).toLowerCase()}${of.slice(1)}`}
      className={classes.kind}
      size="sm"
      allowDeselect={false}
      data={kindChoices}
      value={kind}
      onChange={(next) => onChange(kindChoices.find(({ value }) => value === next)?.value ?? kind)}
    />
  )
}

/** A value that no editor can show, such as an object: it is kept until somebody replaces it. */
function OddValue({ of, value, onReplace }: { of: string; value: JsonValue; onReplace: () => void }) {
  return (
    <Group gap="sm" wrap="nowrap" className={classes.grow}>
      <Text span size="sm" className={classes.odd}>
        {sampleText(value)}
      </Text>
      <Button variant="default" size="compact-sm" aria-label={`Replace the value of ${of}`} onClick={onReplace}>
        Replace
      </Button>
    </Group>
  )
}

function scalars(options: readonly JsonValue[] | undefined): JsonValue[] {
  return (options ?? []).filter((option) => kindOf(option) !== null)
}

/** The choices with what was chosen among them, though the schema does not name it. */
function withValue(options: readonly JsonValue[], values: readonly JsonValue[]): JsonValue[] {
  return [...options, ...values.filter((value) => !options.some((option) => isSame(option, value)))]
}

function choiceText(choice: JsonValue): string {
  if (typeof choice === 'boolean') return choice ? 'yes' : 'no'
  return typeof choice === 'string' && choice !== '' ? choice : sampleText(choice)
}
