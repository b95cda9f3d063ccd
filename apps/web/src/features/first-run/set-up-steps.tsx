import type { EventType } from '@hookline/schema'
import { Button, Code, Text } from '@mantine/core'
import { OneEvent, SeveralEvents } from '../../components/event-fields.tsx'
import { type Trouble, TroubleAlert } from '../../components/trouble-alert.tsx'
import { ConditionField } from './condition-field.tsx'
import { operatorWords, type PlainCondition } from './drafts.ts'
import { PayloadPreview } from './payload-preview.tsx'
import type { Choices, Made } from './progress.ts'
import { Step } from './step.tsx'
import { TargetField } from './target-field.tsx'
import { type Way, wayWords } from './ways.ts'

interface SetUpStepsProps {
  way: Way
  types: readonly EventType[]
  chosen: readonly EventType[]
  condition: PlainCondition | null
  choices: Choices
  made: Made
  live: boolean
  isBusy: boolean
  mistake: string | null
  trouble: Trouble | null
  onChoose: (change: Partial<Choices>) => void
  onMake: () => void
}

/** What is decided before anything is made: which event, under which condition, called where. */
export function SetUpSteps(props: SetUpStepsProps) {
  const { way, types, chosen, condition, choices, made, live, isBusy, mistake, trouble, onChoose, onMake } = props
  const [type] = chosen
  const state = live ? 'done' : 'now'
  const isSecond = trouble !== null || made.automation !== undefined
  return (
    <>
      <Step number={1} title={way === 'forward' ? 'Choose the events' : 'When this happens'} state={state} summary={titlesOf(chosen)}>
        {way === 'forward' ? (
          <SeveralEvents
            types={types}
            value={chosen.map(({ name }) => name)}
            onChange={(names) => onChoose({ eventTypes: names.length > 0 ? names : ['*'] })}
          />
        ) : (
          <OneEvent types={types} value={type} onChange={(name) => onChoose({ eventTypes: [name], condition: null })} />
        )}
      </Step>
      {way === 'journey' && (
        <Step number={2} title="Go on only if" state={state} summary={condition && conditionWords(condition)}>
          {condition ? (
            <ConditionField type={type} value={condition} onChange={(next) => onChoose({ condition: next })} />
          ) : (
            <Text c="dimmed">This event has no fields to ask about, so every one goes on.</Text>
          )}
        </Step>
      )}
      <Step number={way === 'journey' ? 3 : 2} title="Call this address" state={state} summary={<Target choices={choices} made={made} />}>
        <TargetField choices={choices} onChange={onChoose} error={mistake} />
        {way === 'forward' ? (
          <Text c="dimmed">
            The whole event is sent as JSON, with its user and campaign, and signed with a secret that is made for it and shown once.
          </Text>
        ) : (
          <PayloadPreview type={type} userId="u-42" />
        )}
        {trouble && <TroubleAlert trouble={trouble} />}
        <Button loading={isBusy} onClick={onMake} disabled={way !== 'forward' && !type} style={{ alignSelf: 'flex-start' }}>
          {isSecond ? 'Try again' : wayWords[way].action}
        </Button>
      </Step>
    </>
  )
}

function Target({ choices, made }: Pick<SetUpStepsProps, 'choices' | 'made'>) {
  return <Code style={{ overflowWrap: 'anywhere' }}>{choices.target === 'own' ? choices.url : (made.bucket?.url ?? '')}</Code>
}

function titlesOf(types: readonly EventType[]): string {
  return types.length === 0 ? 'All events' : types.map(({ title, name }) => title || name).join(', ')
}

function conditionWords({ field, operator, value }: PlainCondition): string {
  const shown = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
  return `${field.replace(/^event\./, '')} ${operatorWords[operator]} ${shown}`
}
