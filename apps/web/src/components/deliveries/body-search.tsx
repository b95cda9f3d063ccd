import { bodySearchHoursMax } from '@hookline/schema'
import { Text } from '@mantine/core'
import type { Filters } from '../../lib/use-filters.ts'
import { SearchField } from '../search-field.tsx'
import { searchBodies } from './search-bodies.ts'

interface BodySearchProps {
  filters: Filters
  onChange: (change: Filters) => void
}

/** Searches what was sent and answered. Every body is read for it, so it asks for a day at most and says so. */
export function BodySearch({ filters, onChange }: BodySearchProps) {
  const { body } = filters
  return (
    <>
      <SearchField
        label="Search in bodies"
        placeholder="Text in bodies, within a day"
        isPageSearch={false}
        value={body ?? ''}
        onChange={(text) => onChange(searchBodies(filters, text, Date.now()))}
      />
      {body !== undefined && (
        <Text size="sm" c="dimmed">
          Bodies are searched within {bodySearchHoursMax} hours at a time, for the text exactly as it is written here.
        </Text>
      )}
    </>
  )
}
