import { Select, type SelectProps } from '@mantine/core'

const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]
const zonesShown = 60

interface TimeZoneSelectProps extends Pick<SelectProps, 'label' | 'description' | 'aria-label' | 'size'> {
  value: string
  onChange: (timeZone: string) => void
}

/** Chooses a time zone by a part of its name; one that this browser does not know is shown all the same. */
export function TimeZoneSelect({ value, onChange, ...field }: TimeZoneSelectProps) {
  return (
    <Select
      {...field}
      searchable
      allowDeselect={false}
      limit={zonesShown}
      nothingFoundMessage="No such time zone"
      data={value === '' || zones.includes(value) ? zones : [value, ...zones]}
      value={value === '' ? null : value}
      onChange={(next) => {
        if (next !== null) onChange(next)
      }}
    />
  )
}

/** The time zone of whoever looks at the page. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
