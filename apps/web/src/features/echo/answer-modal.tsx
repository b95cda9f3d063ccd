import type { EchoAnswer } from '@hookline/schema'
import { Button, Group, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { reasonOf } from '../../lib/notify.ts'
import { plainAnswer } from './answer-text.ts'

const delayMsMax = 60_000
const presets: { label: string; answer: EchoAnswer }[] = [
  { label: '200 at once', answer: plainAnswer },
  { label: '500', answer: { status: 500, delayMs: 0, body: 'Internal error' } },
  { label: '429', answer: { status: 429, delayMs: 0, body: '' } },
  { label: '200 after 20 s', answer: { status: 200, delayMs: 20_000, body: '' } },
]

interface AnswerModalProps {
  answer: EchoAnswer
  onClose: () => void
  onSave: (answer: EchoAnswer) => Promise<void>
}

/** What a bucket answers: so that retries and time-outs can be tried. */
export function AnswerModal({ answer, onClose, onSave }: AnswerModalProps) {
  const [status, setStatus] = useState<number | string>(answer.status)
  const [delayMs, setDelayMs] = useState<number | string>(answer.delayMs)
  const [body, setBody] = useState(answer.body)
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  const take = (preset: EchoAnswer) => {
    setStatus(preset.status)
    setDelayMs(preset.delayMs)
    setBody(preset.body)
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem('')
    try {
      await onSave({ status: Number(status), delayMs: Number(delayMs), body })
      onClose()
    } catch (error) {
      setProblem(reasonOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} centered size="lg" title="Answer with" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="md">
          <Group gap="sm" role="group" aria-label="Often used">
            {presets.map(({ label, answer: preset }) => (
              <Button key={label} variant="default" size="compact-sm" onClick={() => take(preset)}>
                {label}
              </Button>
            ))}
          </Group>
          <Group gap="md" grow align="flex-start">
            <NumberInput
              label="Status"
              description="200 to 599"
              value={status}
              onChange={setStatus}
              min={200}
              max={599}
              allowDecimal={false}
              required
              withAsterisk={false}
              data-autofocus
            />
            <NumberInput
              label="Delay"
              description="Up to 60,000 ms"
              suffix=" ms"
              thousandSeparator=","
              value={delayMs}
              onChange={setDelayMs}
              min={0}
              max={delayMsMax}
              step={500}
              allowDecimal={false}
              required
              withAsterisk={false}
            />
          </Group>
          <Textarea
            label="Body"
            description="Sent as plain text; 204, 205 and 304 have none"
            autosize
            minRows={3}
            maxRows={12}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
          />
          {problem !== '' && (
            <Text c="red" role="alert" style={{ overflowWrap: 'anywhere' }}>
              {problem}
            </Text>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              Answer like this
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
