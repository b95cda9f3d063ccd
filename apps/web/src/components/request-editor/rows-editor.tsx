import type { Diagnostic } from '@hookline/schema'
import { ActionIcon, Autocomplete, Button, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Field } from '../fields/field.ts'
import { bodyOfRows, rowProblem } from './body/body-of-rows.ts'
import type { Row, RowType } from './body/rows.ts'
import { rowsOfBody } from './body/rows-of-body.ts'
import { fieldOptions } from './code/options.ts'
import { TemplateCode } from './code/template-code.tsx'
import { ProblemList } from './problem-list.tsx'
import css from './request-form.module.css'

interface RowsEditorProps {
  initial: readonly Row[]
  /** The body as it is now; it changes from outside by undo. */
  body: string
  fields: readonly Field[]
  problems: readonly Diagnostic[]
  onFix: (problem: Diagnostic) => void
  onBody: (body: string) => void
  /** The body became one that rows cannot show. */
  onForeign: () => void
}

const types: { value: RowType; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'yes-no', label: 'Yes / no' },
  { value: 'field', label: 'Field as it is' },
  { value: 'json', label: 'JSON' },
]

const startValues: Record<RowType, string> = { text: '', number: '0', 'yes-no': 'true', field: '', json: 'null' }

/** A JSON body as rows of key, type and value; whatever stands in them, the body is valid JSON. */
export function RowsEditor({ initial, body, fields, problems, onFix, onBody, onForeign }: RowsEditorProps) {
  const nextId = useRef(initial.length)
  const [rows, setRows] = useState(() => initial.map((row, id) => ({ ...row, id })))
  const written = useRef(body)

  useEffect(() => {
    if (body === written.current) return
    written.current = body
    const result = rowsOfBody(body)
    if (result.ok) setRows(result.rows.map((row) => ({ ...row, id: nextId.current++ })))
    else onForeign()
  }, [body, onForeign])

  const change = (next: typeof rows) => {
    setRows(next)
    written.current = bodyOfRows(next)
    onBody(written.current)
  }
  return (
    <Stack gap="sm">
      {rows.map((row, index) => (
        <RowLine
          key={row.id}
          row={row}
          place={index + 1}
          isRepeated={rows.findIndex(({ key }) => key === row.key) !== index}
          fields={fields}
          onChange={(changes) => change(rows.map((old) => (old.id === row.id ? { ...old, ...changes } : old)))}
          onRemove={() => change(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          No rows yet: an empty object is sent.
        </Text>
      )}
      <ProblemList problems={problems} onFix={onFix} />
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => change([...rows, { key: '', type: 'text', value: '', id: nextId.current++ }])}
        >
          Add a row
        </Button>
      </div>
    </Stack>
  )
}

interface RowLineProps {
  row: Row
  place: number
  isRepeated: boolean
  fields: readonly Field[]
  onChange: (changes: Partial<Row>) => void
  onRemove: () => void
}

function RowLine({ row, place, isRepeated, fields, onChange, onRemove }: RowLineProps) {
  const which = row.key || `row ${place}`
  const problem = isRepeated ? 'This key stands twice; most receivers take the last.' : rowProblem(row)
  return (
    <fieldset className={css.section} aria-label={`Row ${place}`}>
      <div className={css.rowGrid}>
        <TextInput
          aria-label={`Key of row ${place}`}
          placeholder="key"
          value={row.key}
          onChange={(event) => onChange({ key: event.currentTarget.value })}
        />
        <Select
          aria-label={`Type of ${which}`}
          data={types}
          value={row.type}
          allowDeselect={false}
          onChange={(type) => type && onChange(retyped(row, type as RowType))}
        />
        <ActionIcon
          className={css.rowRemove ?? ''}
          variant="subtle"
          color="gray"
          size={36}
          aria-label={`Remove ${which}`}
          onClick={onRemove}
        >
          <IconX size={16} />
        </ActionIcon>
        <div className={css.rowValue}>
          <RowValue row={row} which={which} fields={fields} onChange={(value) => onChange({ value })} />
        </div>
      </div>
      {problem && (
        <Text size="sm" c="light-dark(#8a4600, #ffc078)" mt={2}>
          {problem}
        </Text>
      )}
    </fieldset>
  )
}

/** Keeps what was written where the new type can hold it. */
function retyped(row: Row, type: RowType): Partial<Row> {
  const inner = /^\{\{([^{}]*)\}\}$/.exec(row.value)?.[1]
  if (type === 'field' && row.type === 'text' && inner) return { type, value: inner.trim() }
  if (type === 'text' && row.type === 'field') return { type, value: row.value === '' ? '' : `{{${row.value}}}` }
  if (type === 'text') return { type, value: row.value }
  const fits = rowProblem({ ...row, type }) === null && type !== 'yes-no'
  return { type, value: fits ? row.value : startValues[type] }
}

interface RowValueProps {
  row: Row
  which: string
  fields: readonly Field[]
  onChange: (value: string) => void
}

function RowValue({ row, which, fields, onChange }: RowValueProps) {
  const label = `Value of ${which}`
  if (row.type === 'yes-no')
    return (
      <SegmentedControl
        fullWidth
        aria-label={label}
        data={[
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]}
        value={row.value === 'true' ? 'true' : 'false'}
        onChange={onChange}
      />
    )
  if (row.type === 'number')
    return <TextInput aria-label={label} inputMode="decimal" value={row.value} onChange={(event) => onChange(event.currentTarget.value)} />
  if (row.type === 'field')
    return (
      <Autocomplete
        aria-label={label}
        placeholder="event.level"
        data={[...new Set(fieldOptions(fields).map((option) => option.label))]}
        limit={50}
        value={row.value}
        onChange={onChange}
      />
    )
  return (
    <TemplateCode
      oneLine={row.type === 'text' && !row.value.includes('\n')}
      context={row.type === 'json' ? 'json' : 'text'}
      label={label}
      hint={row.type === 'json' ? '[1, 2]' : 'text, {{ for a field'}
      value={row.value}
      fields={fields}
      onChange={onChange}
      maxHeight={200}
    />
  )
}
