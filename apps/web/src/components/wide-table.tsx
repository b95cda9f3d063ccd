import { Table, type TableProps } from '@mantine/core'

/** A table that is never narrower than it can be read: on a narrow window it moves sideways in its own place. */
export function WideTable({ minWidth, ...table }: TableProps & { minWidth: number }) {
  return (
    <div style={{ overflowX: 'auto' }}>
      <Table miw={minWidth} {...table} />
    </div>
  )
}
