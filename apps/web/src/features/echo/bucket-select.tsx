import type { EchoBucket } from '@hookline/schema'
import { Select, Text } from '@mantine/core'
import { seenText } from '../../components/seen-text.ts'

interface BucketSelectProps {
  buckets: readonly EchoBucket[]
  chosen: string | undefined
  onChoose: (secret: string) => void
}

/** The buckets as one field. */
export function BucketSelect({ buckets, chosen, onChoose }: BucketSelectProps) {
  return (
    <Select
      maw={360}
      aria-label="Bucket"
      data={buckets.map(({ secret, name }) => ({ value: secret, label: `${seenText(name)} · ${secret.slice(0, 6)}…` }))}
      value={chosen ?? null}
      allowDeselect={false}
      searchable
      nothingFoundMessage={<Text size="sm">No bucket has that name</Text>}
      onChange={(value) => value !== null && onChoose(value)}
    />
  )
}
