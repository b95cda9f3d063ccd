import {
  IconAbc,
  IconBraces,
  IconBrackets,
  IconCalendar,
  IconCircleDashed,
  IconNumber123,
  IconToggleLeft,
  type TablerIcon,
} from '@tabler/icons-react'
import type { FieldType } from './field.ts'

/** The type of a field in the words that people read. */
export const fieldTypeWords: Record<FieldType, string> = {
  text: 'text',
  date: 'date',
  number: 'number',
  boolean: 'yes or no',
  list: 'list',
  object: 'group',
  unknown: 'any type',
}

const icons: Record<FieldType, TablerIcon> = {
  text: IconAbc,
  date: IconCalendar,
  number: IconNumber123,
  boolean: IconToggleLeft,
  list: IconBrackets,
  object: IconBraces,
  unknown: IconCircleDashed,
}

/** The type of a field at a glance; the word for it is given to whoever cannot see it. */
export function FieldTypeIcon({ type }: { type: FieldType }) {
  const Icon = icons[type]
  return <Icon size={16} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
}
