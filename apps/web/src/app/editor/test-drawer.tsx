import type { Catalog, Graph, GraphNode, Simulation, TraceStep } from '@hookline/schema'
import { Button, CloseButton, Group, ScrollArea, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { ErrorState, LoadingRows } from '../../components/states.tsx'
import { StatusWord, type Tone } from '../../components/status-word.tsx'
import classes from './editor.module.css'
import { SendBox } from './send-box.tsx'
import { TrialForm } from './trial-form.tsx'
import type { TrialModel } from './use-trial.ts'
import { Verdict } from './verdict.tsx'

interface TestDrawerProps {
  automationId: string
  graph: Graph
  eventType: string
  catalog: Catalog
  model: TrialModel
  simulation: { data: Simulation | undefined; isFetching: boolean; error: unknown }
  nameOf: (node: GraphNode) => string
  onClose: () => void
  onJump: (nodeId: string) => void
}

/** Walks a sample, a past event or own values through the draft: the way lights up on the canvas, here every block says why. */
export function TestDrawer({ automationId, graph, eventType, catalog, model, simulation, nameOf, onClose, onJump }: TestDrawerProps) {
  const { data, error } = simulation
  return (
    <section className={classes.drawer} aria-labelledby="test-title">
      <Group justify="space-between" px="md" py="xs">
        <Title order={2} id="test-title" fz="md">
          Test
        </Title>
        <CloseButton aria-label="Close the test" onClick={onClose} />
      </Group>
      <div className={classes.drawerColumns}>
        <ScrollArea className={classes.drawerForm} px="md" pb="md">
          <TrialForm model={model} eventType={eventType} catalog={catalog} />
        </ScrollArea>
        <ScrollArea className={classes.drawerSteps} px="md" pb="md">
          {eventType === '' && <Text c="dimmed">Choose the event that starts this automation first.</Text>}
          {error !== null && <ErrorState what="The test could not be run" error={error} />}
          {!data && error === null && eventType !== '' && model.input.ok && <LoadingRows rows={3} />}
          {!model.input.ok && <Text c="dimmed">Mend what is marked on the left; the test runs by itself.</Text>}
          {data && model.input.ok && (
            <Stack gap="xs">
              <Verdict simulation={data} graph={graph} onJump={onJump} />
              {data.trace.map((step) => (
                <Step
                  automationId={automationId}
                  key={step.nodeId}
                  step={step}
                  node={graph.nodes.find(({ id }) => id === step.nodeId)}
                  nameOf={nameOf}
                  onJump={onJump}
                  model={model}
                />
              ))}
            </Stack>
          )}
        </ScrollArea>
      </div>
    </section>
  )
}

interface StepProps {
  automationId: string
  step: TraceStep
  node: GraphNode | undefined
  nameOf: (node: GraphNode) => string
  onJump: (nodeId: string) => void
  model: TrialModel
}

function Step({ automationId, step, node, nameOf, onJump, model }: StepProps) {
  const [isOpen, setOpen] = useState(true)
  const requests = step.requests ?? (step.request ? [step.request] : [])
  return (
    <Stack gap="xs" className={classes.step}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <UnstyledButton onClick={() => onJump(step.nodeId)} flex={1} miw={0}>
          <Text fw={500} truncate>
            {node ? nameOf(node) : step.nodeId}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {step.detail}
          </Text>
        </UnstyledButton>
        <StatusWord tone={toneOf(step)}>{wordOf(step)}</StatusWord>
      </Group>
      {requests.length > 0 && node && (
        <>
          <Group>
            <Button variant="subtle" size="compact-sm" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
              {isOpen ? 'Hide the request' : 'Show the request'}
            </Button>
          </Group>
          {isOpen && <SendBox automationId={automationId} node={node} requests={requests} model={model} />}
        </>
      )}
    </Stack>
  )
}

const words: Record<string, string> = {
  started: 'Started',
  'not-started': 'Did not start',
  'not-reached': 'Not reached',
  'not-rendered': 'Cannot be rendered',
  call: 'Calls',
  yes: 'Yes',
  no: 'No',
  waited: 'Waits',
  ended: 'Ends',
}

function wordOf({ outcome }: TraceStep): string {
  return words[outcome] ?? outcome
}

function toneOf({ outcome }: TraceStep): Tone {
  if (outcome === 'waited') return 'waiting'
  if (outcome === 'not-rendered') return 'bad'
  return outcome.startsWith('not-') || outcome === 'no' ? 'off' : 'good'
}
