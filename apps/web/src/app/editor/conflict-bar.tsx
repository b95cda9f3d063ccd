import type { Automation, Graph, GraphNode } from '@hookline/schema'
import { Alert, Button, Collapse, Group, Paper, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { DifferenceView } from './difference-view.tsx'
import { graphDifference } from './graph-difference.ts'

interface ConflictBarProps {
  theirs: Automation
  mine: Graph
  nameOf: (node: GraphNode) => string
  onTakeTheirs: () => void
  onKeepMine: () => void
}

/** Two people changed one draft: what differs, and which of both is to stay. Nothing is overwritten unasked. */
export function ConflictBar({ theirs, mine, nameOf, onTakeTheirs, onKeepMine }: ConflictBarProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Alert color="red" radius={0} role="alert" title={`${theirs.updatedBy} changed this draft while you did`}>
      <Stack gap="sm">
        <Text size="sm">Your changes are on this screen and not saved. Look at what differs, then choose.</Text>
        <Group gap="sm">
          <Button size="compact-sm" variant="default" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            {isOpen ? 'Hide what differs' : 'Show what differs'}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onTakeTheirs}>
            Take theirs, drop mine
          </Button>
          <Button size="compact-sm" color="red" onClick={onKeepMine}>
            Keep mine, replace theirs
          </Button>
        </Group>
        <Collapse expanded={isOpen}>
          <Paper p="sm">
            <Text size="sm" c="dimmed" mb="xs">
              From theirs to yours
            </Text>
            <DifferenceView difference={graphDifference(theirs.draft, mine)} nameOf={nameOf} />
          </Paper>
        </Collapse>
      </Stack>
    </Alert>
  )
}
