import { Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import css from '../../components/deliveries/deliveries.module.css'
import { ForeignText } from '../../components/foreign-text.tsx'
import type { Filters } from '../../lib/use-filters.ts'
import { countWords, type FacetGroup, type FacetValue } from './facets.ts'

interface FacetColumnProps {
  groups: readonly FacetGroup[]
  onChange: (change: Filters) => void
  /** What the counts are of, where that is not everything. */
  note: string | null
}

/** How the deliveries divide; a value narrows the list to it, once more widens it again. */
export function FacetColumn({ groups, onChange, note }: FacetColumnProps) {
  return (
    <nav className={css.facets} aria-label="Narrow the list">
      {groups.map(({ title, values, chosen, choose }) => (
        <Stack key={title} gap={2} role="group" aria-label={title} miw={0}>
          <Text size="sm" c="dimmed" fw={500} px={8} pb={4}>
            {title}
          </Text>
          {values.map((value) => (
            <Value
              key={value.value}
              {...value}
              isChosen={value.value === chosen}
              onClick={() => onChange(choose(value.value === chosen ? undefined : value.value))}
            />
          ))}
        </Stack>
      ))}
      {note !== null && (
        <Text size="sm" c="dimmed" px={8}>
          {note}
        </Text>
      )}
    </nav>
  )
}

function Value({ value, label, count, isMore = false, isChosen, onClick }: FacetValue & { isChosen: boolean; onClick: () => void }) {
  return (
    <UnstyledButton className={css.facet} aria-pressed={isChosen} onClick={onClick}>
      <Text component="div" inherit flex={1} miw={0}>
        <ForeignText text={label ?? value} />
      </Text>
      {count !== undefined && <Count {...countWords(count, isMore)} />}
    </UnstyledButton>
  )
}

function Count({ short, whole }: { short: string; whole: string }) {
  return (
    <Text span size="sm" c="dimmed" title={short === whole ? undefined : whole} style={{ fontVariantNumeric: 'tabular-nums' }}>
      <span aria-hidden>{short}</span>
      <VisuallyHidden>{whole}</VisuallyHidden>
    </Text>
  )
}
