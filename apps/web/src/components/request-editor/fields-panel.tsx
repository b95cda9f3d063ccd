import { Button, Collapse, ScrollArea, Text } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { Field } from '../fields/field.ts'
import { FieldTree } from '../fields/field-tree.tsx'
import { insertFieldAtCursor } from './code/active-editor.ts'

/** The fields at hand, for those who do not want to write `{{…}}`: a click puts one where the cursor was last. */
export function FieldsPanel({ fields }: { fields: readonly Field[] }) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const [isLost, setLost] = useState(false)
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={open}
        aria-controls={id}
        leftSection={open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        onClick={() => setOpen(!open)}
      >
        Fields to insert
      </Button>
      <Collapse expanded={open} id={id}>
        <Text size="sm" c="dimmed" my={4} role="status">
          {isLost ? 'Put the cursor into the URL, a header or the body first.' : 'A click puts the field at the cursor; or drag it there.'}
        </Text>
        <ScrollArea.Autosize mah={280} type="auto" offsetScrollbars>
          <FieldTree fields={fields} onPick={({ path }) => setLost(!insertFieldAtCursor(path))} />
        </ScrollArea.Autosize>
      </Collapse>
    </div>
  )
}
