import type { GraphNode, JsonValue } from '@hookline/schema'
import { Code, Group, List, Stack, Text } from '@mantine/core'
import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type GraphDifference, isEmptyDifference } from './graph-difference.ts'

const valueCharsMax = 300

interface DifferenceViewProps {
  difference: GraphDifference
  /** How a block is called. */
  nameOf: (node: GraphNode) => string
}

/** What changed between two drawings, for a person: added, removed, and each changed field with both values. */
export function DifferenceView({ difference, nameOf }: DifferenceViewProps) {
  const { added, removed, changed, waysAdded, waysRemoved } = difference
  if (isEmptyDifference(difference)) return <Text c="dimmed">Nothing differs.</Text>
  return (
    <Stack gap="sm">
      {added.map((node) => (
        <Line key={node.id} sign="added">
          {nameOf(node)}
        </Line>
      ))}
      {removed.map((node) => (
        <Line key={node.id} sign="removed">
          {nameOf(node)}
        </Line>
      ))}
      {changed.map(({ node, fields }) => (
        <Stack key={node.id} gap={4}>
          <Line sign="changed">{nameOf(node)}</Line>
          <List size="sm" listStyleType="none" withPadding>
            {fields.map(({ path, before, after }) => (
              <List.Item key={path}>
                <Text size="sm" span fw={500}>
                  {path}
                </Text>
                <Group gap={6} align="flex-start">
                  <Value value={before} was />
                  <Text span size="sm" aria-hidden>
                    →
                  </Text>
                  <Value value={after} />
                </Group>
              </List.Item>
            ))}
          </List>
        </Stack>
      ))}
      {waysAdded.length > 0 && <Line sign="added">{count(waysAdded.length, 'way')}</Line>}
      {waysRemoved.length > 0 && <Line sign="removed">{count(waysRemoved.length, 'way')}</Line>}
    </Stack>
  )
}

const signs = {
  added: { icon: IconPlus, color: 'light-dark(#2b8a3e, #51cf66)', word: 'Added' },
  removed: { icon: IconMinus, color: 'light-dark(#c92a2a, #ff8787)', word: 'Removed' },
  changed: { icon: IconPencil, color: 'light-dark(#b35c00, #ffc078)', word: 'Changed' },
} as const

function Line({ sign, children }: { sign: keyof typeof signs; children: ReactNode }) {
  const { icon: Icon, color, word } = signs[sign]
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <Icon size={16} color={color} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Text style={{ overflowWrap: 'anywhere' }}>
        <Text span fw={500} style={{ color }}>
          {word}
        </Text>{' '}
        {children}
      </Text>
    </Group>
  )
}

function Value({ value, was = false }: { value: JsonValue | undefined; was?: boolean }) {
  if (value === undefined)
    return (
      <Text size="sm" span c="dimmed">
        {was ? 'not set' : 'nothing'}
      </Text>
    )
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return (
    <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
      {text.length > valueCharsMax ? `${text.slice(0, valueCharsMax)}…` : text}
    </Code>
  )
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}
