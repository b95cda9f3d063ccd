import type { EventRecord } from '@hookline/schema'
import { Group, List, Skeleton, Stack, Text } from '@mantine/core'
import { reasonOf } from '../../lib/notify.ts'
import { ForeignText } from '../foreign-text.tsx'
import { ToneIcon } from '../tone-icon.tsx'
import { type DecisionStep, reasonsOf } from './decision.ts'
import { type Decider, useDecision } from './use-decision.ts'

interface DecisionStepsProps {
  decider: Decider
  event: EventRecord
  /** Shows all steps, not only those that refused. */
  all?: boolean
}

/** Why an automation or a webhook acts on an event, or does not. */
export function DecisionSteps({ decider, event, all = false }: DecisionStepsProps) {
  const { data, error } = useDecision(decider, event)
  if (error) {
    return (
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        Why is not known: {reasonOf(error)}
      </Text>
    )
  }
  if (!data) return <Skeleton height={12} width="60%" />
  return <Steps steps={all ? data.steps : reasonsOf(data)} />
}

function Steps({ steps }: { steps: readonly DecisionStep[] }) {
  return (
    <List listStyleType="none" spacing={6} withPadding={false}>
      {steps.map(({ id, name, passed, detail }) => (
        <List.Item key={id} styles={{ itemWrapper: { width: '100%' }, itemLabel: { width: '100%' } }}>
          <Group gap="sm" align="flex-start" wrap="nowrap">
            <Group h={20}>
              <ToneIcon tone={passed ? 'good' : 'off'} />
            </Group>
            <Stack gap={0} miw={0}>
              <Text fw={500} component="div">
                <ForeignText text={name} whole />
              </Text>
              <Text size="sm" c="dimmed" component="div">
                <ForeignText text={detail} whole />
              </Text>
            </Stack>
          </Group>
        </List.Item>
      ))}
    </List>
  )
}
