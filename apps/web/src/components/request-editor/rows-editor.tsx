import type { Diagnostic } from '@hookline/schema'
import { ActionIcon, Button, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Field } from '../fields/field.ts'
import { bodyOfRows, rowProblem } from './body/body-of-rows.ts'
import { hasRows, type Row, type RowType } from './body/rows.ts'
import { rowsOfBody } from './body/rows-of-body.ts'
import { type EditedRow, edited, retyped } from './edited-row.ts'
import { ProblemList } from './problem-list.tsx'
import css from './request-form.module.css'
import { RowValue } from './row-value.tsx'

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
  { value: 'object', label: 'Object' },
  { value: 'list', label: 'List' },
  { value: 'each', label: 'For each of' },
  { value: 'json', label: 'JSON' },
]

/** A JSON body as rows of key, type and value; whatever stands in them, the body is valid JSON. */
export function RowsEditor({ initial, body, fields, problems, onFix, onBody, onForeign }: RowsEditorProps) {
  const nextId = useRef(0)
  const newId = () => nextId.current++
  const [rows, setRows] = useState(() => edited(initial, newId))
  const written = useRef(body)

  useEffect(() => {
    if (body === written.current) return
    written.current = body
    const result = rowsOfBody(body)
    if (result.ok) setRows(edited(result.rows, () => nextId.current++))
    else onForeign()
  }, [body, onForeign])

  const change = (next: readonly EditedRow[]) => {
    setRows(next)
    written.current = bodyOfRows(next)
    onBody(written.current)
  }
  return (
    <Stack gap="sm">
      <RowList rows={rows} place={{ name: '', kind: 'object', loops: 0 }} fields={fields} newId={newId} onChange={change} />
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          No rows yet: an empty object is sent.
        </Text>
      )}
      <ProblemList problems={problems} onFix={onFix} />
    </Stack>
  )
}

/** Where rows stand: in which row, and in how many loops. */
interface RowsPlace {
  name: string
  kind: 'object' | 'list'
  loops: number
}

interface RowListProps {
  rows: readonly EditedRow[]
  place: RowsPlace
  fields: readonly Field[]
  newId: () => number
  onChange: (rows: readonly EditedRow[]) => void
}

function RowList({ rows, place, fields, newId, onChange }: RowListProps) {
  const isList = place.kind === 'list'
  return (
    <Stack gap="sm">
      {rows.map((row, index) => (
        <RowLine
          key={row.id}
          row={row}
          name={`${place.name}${index + 1}`}
          place={place}
          isRepeated={!isList && rows.findIndex(({ key }) => key === row.key) !== index}
          fields={fields}
          newId={newId}
          onChange={(changes) => onChange(rows.map((old) => (old.id === row.id ? { ...old, ...changes } : old)))}
          onRemove={() => onChange(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...rows, { key: '', type: 'text', value: '', id: newId() }])}
          aria-label={`${isList ? 'Add an entry' : 'Add a row'}${place.name === '' ? '' : ` to row ${place.name.slice(0, -1)}`}`}
        >
          {isList ? 'Add an entry' : 'Add a row'}
        </Button>
      </div>
    </Stack>
  )
}

interface RowLineProps {
  row: EditedRow
  /** Its number, behind those of the rows that it stands in: "2.1". */
  name: string
  place: RowsPlace
  isRepeated: boolean
  fields: readonly Field[]
  newId: () => number
  onChange: (changes: Partial<EditedRow>) => void
  onRemove: () => void
}

function RowLine({ row, name, place, isRepeated, fields, newId, onChange, onRemove }: RowLineProps) {
  const which = row.key || `row ${name}`
  const problem = isRepeated ? 'This key stands twice; most receivers take the last.' : rowProblem(row, place.loops)
  const inner: RowsPlace = {
    name: `${name}.`,
    kind: row.type === 'list' ? 'list' : 'object',
    loops: place.loops + (row.type === 'each' ? 1 : 0),
  }
  return (
    <fieldset className={css.section} aria-label={`Row ${name}`}>
      <div className={css.rowGrid}>
        {place.kind === 'list' ? (
          <Text size="sm" c="dimmed" lh="36px">
            entry {name.split('.').at(-1)}
          </Text>
        ) : (
          <TextInput
            aria-label={`Key of row ${name}`}
            placeholder="key"
            value={row.key}
            onChange={(event) => onChange({ key: event.currentTarget.value })}
          />
        )}
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
      {hasRows(row.type) && (
        <div className={css.rowsInside}>
          <RowList rows={row.rows ?? []} place={inner} fields={fields} newId={newId} onChange={(rows) => onChange({ rows })} />
        </div>
      )}
    </fieldset>
  )
}
