import { Stack, Text, TextInput } from '@mantine/core'
import { IconChevronRight, IconSearch } from '@tabler/icons-react'
import { type DragEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { Field } from './field.ts'
import classes from './field-tree.module.css'
import { FieldTypeIcon, fieldTypeWords } from './field-tree-icon.tsx'
import { countFields, openAtFirst, type TreeRow, treeMove, treeRows } from './field-tree-model.ts'
import { sampleText } from './field-tree-sample.ts'

/** The type of a drag's data that carries a field's path. */
export const fieldDragType = 'application/x-hookline-field'

/** More fields than this get a search box. */
const unsearchedMax = 12

interface FieldTreeProps {
  fields: readonly Field[]
  onPick: (field: Field) => void
}

/** The fields at hand with the values that they have now: click, Enter or drag puts one where it is needed. */
export function FieldTree({ fields, onPick }: FieldTreeProps) {
  const list = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState(openAtFirst)
  const [active, setActive] = useState('')
  const rows = useMemo(() => treeRows(fields, open, search), [fields, open, search])
  const isLarge = useMemo(() => countFields(fields) > unsearchedMax, [fields])
  const activeIndex = Math.max(
    rows.findIndex(({ field }) => field.path === active),
    0,
  )

  const toggle = (path: string, isOpen: boolean) => {
    const next = new Set(open)
    if (isOpen) next.add(path)
    else next.delete(path)
    setOpen(next)
  }
  const focusRow = (index: number) => {
    const row = rows[index]
    if (!row) return
    setActive(row.field.path)
    const items = list.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')
    items?.[index]?.focus()
  }
  const choose = ({ field, level, isOpen }: TreeRow) => {
    setActive(field.path)
    if (level === 1 && isOpen !== undefined) toggle(field.path, !isOpen)
    else onPick(field)
  }
  const press = (event: KeyboardEvent, index: number) => {
    const row = rows[index]
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    const move = treeMove(rows, index, event.key)
    if (event.key === 'Enter' || event.key === ' ') choose(row)
    else if (move === null) return
    else if ('to' in move) focusRow(move.to)
    else toggle('open' in move ? move.open : move.close, 'open' in move)
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <Stack gap="sm" className={classes.root}>
      {isLarge && (
        <TextInput
          aria-label="Find a field"
          placeholder="Find a field"
          size="xs"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            focusRow(0)
          }}
        />
      )}
      <div ref={list} role="tree" aria-label="Fields" className={classes.list}>
        {rows.map((row, index) => (
          <Row
            key={row.field.path}
            row={row}
            isActive={index === activeIndex}
            onChoose={() => choose(row)}
            onToggle={() => toggle(row.field.path, !row.isOpen)}
            onKeyDown={(event) => press(event, index)}
          />
        ))}
      </div>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          {search === '' ? 'No fields are known yet.' : 'No field has such a name.'}
        </Text>
      )}
    </Stack>
  )
}

const emptyWords: Readonly<Record<string, string>> = {
  event: 'No field is known of it yet',
  state: 'Nothing is known of this user yet',
}

interface RowProps {
  row: TreeRow
  isActive: boolean
  onChoose: () => void
  onToggle: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

function Row({ row: { field, level, isOpen }, isActive, onChoose, onToggle, onKeyDown }: RowProps) {
  const isGroup = level === 1 && isOpen !== undefined
  const startDrag = (event: DragEvent) => {
    event.dataTransfer.setData('text/plain', `{{${field.path}}}`)
    event.dataTransfer.setData(fieldDragType, field.path)
    event.dataTransfer.effectAllowed = 'copy'
  }
  return (
    // Not a <button>: Firefox does not let one drag it.
    <div
      role="treeitem"
      aria-level={level}
      aria-expanded={isOpen}
      tabIndex={isActive ? 0 : -1}
      className={classes.row}
      data-group={isGroup || undefined}
      style={{ paddingLeft: 4 + (level - 1) * 16 }}
      title={isGroup ? undefined : field.path}
      draggable={!isGroup}
      onDragStart={isGroup ? undefined : startDrag}
      onClick={onChoose}
      onKeyDown={onKeyDown}
    >
      {isOpen === undefined ? (
        <span className={classes.chevron} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the tree do the same
        // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys of the tree do the same
        <span
          className={classes.chevron}
          data-open={isOpen || undefined}
          onClick={(event) => {
            event.stopPropagation()
            onToggle()
          }}
        >
          <IconChevronRight size={14} aria-hidden />
        </span>
      )}
      {!isGroup && <FieldTypeIcon type={field.type} />}
      <span className={classes.name}>{field.name}</span>
      {isGroup && field.children?.length === 0 && <span className={classes.empty}>{emptyWords[field.path] ?? 'Nothing is known yet'}</span>}
      {!isGroup && (
        <span className={classes.sample}>
          <span className={classes.type}>{fieldTypeWords[field.type]}</span>
          {field.sample !== undefined && field.type !== 'object' && <bdi>{sampleText(field.sample)}</bdi>}
        </span>
      )}
    </div>
  )
}
