import type { Diagnostic, Graph } from '@hookline/schema'
import { Button, Collapse, Group, List, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { ToneIcon } from '../../components/tone-icon.tsx'
import { blockTitle } from '../../features/canvas/blocks/registry.ts'
import classes from './editor.module.css'

const order = { error: 0, warning: 1, info: 2 }
const tones = { error: 'bad', warning: 'waiting', info: 'off' } as const
const words = { error: 'Error', warning: 'Warning', info: 'Note' }

interface ProblemsListProps {
  diagnostics: readonly Diagnostic[]
  graph: Graph
  onJump: (nodeId: string) => void
}

/** What is wrong with the draft; each entry leads to its block. */
export function ProblemsList({ diagnostics, graph, onJump }: ProblemsListProps) {
  const [isOpen, setOpen] = useState(false)
  const sorted = diagnostics.toSorted((a, b) => order[a.severity] - order[b.severity])
  const titles = new Map(graph.nodes.map((node) => [node.id, blockTitle(node)]))
  return (
    <>
      <div className={classes.bottom}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-expanded={isOpen}
          disabled={sorted.length === 0}
          onClick={() => setOpen(!isOpen)}
        >
          {sorted.length === 0 ? 'No problems' : `Problems ${sorted.length}`}
        </Button>
      </div>
      <Collapse expanded={isOpen && sorted.length > 0}>
        <List listStyleType="none" px="md" pb="sm" mah={180} style={{ overflow: 'auto' }} aria-label="Problems">
          {sorted.map((diagnostic, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may say the same of one place
            <List.Item key={index}>
              <UnstyledButton py={4} onClick={() => diagnostic.nodeId !== undefined && onJump(diagnostic.nodeId)}>
                <Group gap={6} wrap="nowrap" align="flex-start">
                  <ToneIcon tone={tones[diagnostic.severity]} />
                  <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    <Text span fw={500} inherit>
                      {words[diagnostic.severity]}
                      {diagnostic.nodeId !== undefined && `, ${titles.get(diagnostic.nodeId) ?? 'a block'}`}:
                    </Text>{' '}
                    {diagnostic.message} {diagnostic.fix}
                  </Text>
                </Group>
              </UnstyledButton>
            </List.Item>
          ))}
        </List>
      </Collapse>
    </>
  )
}
