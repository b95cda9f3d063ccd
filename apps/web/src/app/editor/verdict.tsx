import type { Graph, Simulation } from '@hookline/schema'
import { Anchor, Stack, Text } from '@mantine/core'
import { StatusWord } from '../../components/status-word.tsx'
import { testVerdict } from './test-verdict.ts'

interface VerdictProps {
  simulation: Simulation
  graph: Graph
  onJump: (nodeId: string) => void
}

/** What came of the test, in a sentence; what keeps a draft from being tried leads to its block. */
export function Verdict({ simulation, graph, onJump }: VerdictProps) {
  const { tone, text, obstacles } = testVerdict(simulation, graph)
  return (
    <Stack gap="xs" role="status">
      <StatusWord tone={tone}>{text}</StatusWord>
      {obstacles.map(({ title, message, fix, nodeId }) => (
        <Text key={`${nodeId} ${message}`} style={{ overflowWrap: 'anywhere' }}>
          {nodeId === undefined ? (
            message
          ) : (
            <Anchor component="button" type="button" inherit ta="left" onClick={() => onJump(nodeId)}>
              {title}: {message}
            </Anchor>
          )}{' '}
          <Text span c="dimmed" inherit>
            {fix}
          </Text>
        </Text>
      ))}
    </Stack>
  )
}
