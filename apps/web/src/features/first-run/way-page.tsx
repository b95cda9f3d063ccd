import type { EventType } from '@hookline/schema'
import { Alert, Button, Grid, Group, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { PageFrame } from '../../components/page-frame.tsx'
import { ErrorState, LoadingRows } from '../../components/states.tsx'
import type { Trouble } from '../../components/trouble-alert.tsx'
import { useMember } from '../../lib/session.ts'
import { useEventTypes } from '../../lib/use-event-types.ts'
import { usePublicUrl } from '../../lib/use-public-url.ts'
import { ArrivalPanel } from './arrival-panel.tsx'
import { chosenOf, pinned } from './chosen.ts'
import { MadeList } from './made-list.tsx'
import { makeWay } from './make.ts'
import { isLive, useProgress } from './progress.ts'
import { sendableTypes } from './samples.ts'
import { SendStep } from './send-step.tsx'
import { SetUpSteps } from './set-up-steps.tsx'
import { SigningSecret } from './signing-secret.tsx'
import { Step, type StepState } from './step.tsx'
import { urlMistake } from './target-field.tsx'
import { troubleOf } from './trouble.ts'
import { type Arrival, hasArrived, useArrival } from './use-arrival.ts'
import { type Way, wayWords } from './ways.ts'

/** One way, from its choices to the call that arrives. */
export function WayPage({ way }: { way: Way }) {
  const types = useEventTypes()
  return (
    <PageFrame title={wayWords[way].title} parent={{ label: 'What do you want to do?', to: '/first-run' }}>
      {types.data ? (
        <Steps way={way} types={sendableTypes(types.data.items)} />
      ) : types.isError ? (
        <ErrorState what="The event types could not be read" error={types.error} onRetry={() => void types.refetch()} />
      ) : (
        <LoadingRows />
      )}
    </PageFrame>
  )
}

function Steps({ way, types }: { way: Way; types: EventType[] }) {
  const { progress, choose, keep, forget, send, restart } = useProgress(way)
  const { choices, made, sent } = progress
  const [secret, setSecret] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [mistake, setMistake] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const client = useQueryClient()
  const publicUrl = usePublicUrl()
  const isViewer = useMember()?.role === 'viewer'
  const arrival = useArrival({ made, sent })
  const chosen = chosenOf({ way, types, choices })
  const live = isLive(made)
  const steps = way === 'journey' ? 3 : 2

  const make = async () => {
    const wrong = urlMistake(choices)
    setMistake(wrong)
    setTrouble(null)
    if (wrong) return
    setBusy(true)
    choose(pinned(chosen))
    const result = await makeWay({ way, choices, ...chosen, made, onMade: keep, onSecret: setSecret })
    setBusy(false)
    if (!result.ok) setTrouble(troubleOf(result.stage, result.error))
    void client.invalidateQueries({ queryKey: [way === 'forward' ? 'webhooks' : 'automations'] })
  }
  const again = () => {
    restart()
    setSecret(null)
    setTrouble(null)
  }

  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <Stack gap="md">
          {isViewer && <Alert color="yellow">Your role can look and try, but not publish. Ask an admin or a marketer for theirs.</Alert>}
          <Stack component="ol" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
            <SetUpSteps
              {...{ way, types, choices, made, live, isBusy, mistake, trouble }}
              chosen={chosen.types}
              condition={chosen.condition}
              onChoose={(change) => {
                setMistake(null)
                choose(change)
              }}
              onMake={() => void make()}
            />
            <Step number={steps + 1} title="Send a sample event" state={stateOf(live, arrival)} staysOpen>
              {secret && <SigningSecret secret={secret} />}
              <SendStep
                types={chosen.types.length > 0 ? chosen.types : types}
                isFirst={sent === null}
                publicUrl={publicUrl}
                onSent={send}
              />
            </Step>
          </Stack>
          {live && sent && <Next way={way} automationId={made.automation?.id} onAgain={again} />}
          <MadeList made={made} deliveryId={arrival.deliveries[0]?.id} onForget={forget} onDeleted={again} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <ArrivalPanel made={made} sent={sent} secret={secret} arrival={arrival} />
      </Grid.Col>
    </Grid>
  )
}

function stateOf(isLive: boolean, arrival: Arrival): StepState {
  if (!isLive) return 'later'
  return hasArrived(arrival) ? 'done' : 'now'
}

function Next({ way, automationId, onAgain }: { way: Way; automationId: string | undefined; onAgain: () => void }) {
  return (
    <Group gap="sm">
      {automationId !== undefined && (
        <Button
          variant={way === 'journey' ? 'filled' : 'default'}
          renderRoot={(props) => <Link {...props} to="/automations/$id" params={{ id: automationId }} search={{}} />}
        >
          Open on the canvas
        </Button>
      )}
      <Button variant="default" onClick={onAgain}>
        Start another
      </Button>
    </Group>
  )
}
