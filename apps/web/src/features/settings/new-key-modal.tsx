import { type ApiKey, type ApiKeyScope, apiKeyScopes } from '@hookline/schema'
import { Alert, Button, Code, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { Command } from '../../components/command.tsx'
import { eventCommand, usualEvent } from '../../components/event-command.ts'
import { seenText } from '../../components/seen-text.ts'
import { call } from '../../lib/api.ts'
import { reasonOf } from '../../lib/notify.ts'
import { usePublicUrl } from '../../lib/use-public-url.ts'
import { scopeWords } from './scope-words.ts'

/** Makes a key and shows it, this once. */
export function NewKeyModal({ onClose, onMade }: { onClose: () => void; onMade: () => void }) {
  const [name, setName] = useState('')
  const [scope, setScope] = useState<ApiKeyScope>('ingest')
  const [made, setMade] = useState<ApiKey | null>(null)
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  const make = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem('')
    try {
      setMade(await call<ApiKey>('POST', '/v1/api-keys', { body: { name, scope } }))
      onMade()
    } catch (error) {
      setProblem(reasonOf(error))
    } finally {
      setBusy(false)
    }
  }
  if (made?.key) return <MadeKey apiKey={made} text={made.key} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} centered title="Make an API key" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={(event) => void make(event)}>
        <Stack gap="md">
          <TextInput
            label="Name"
            description="Who or what uses it, such as “CRM” or “Web shop”"
            maxLength={100}
            value={name}
            error={problem}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Radio.Group label="Scope" value={scope} onChange={(value) => setScope(apiKeyScopes.find((one) => one === value) ?? 'ingest')}>
            <Stack gap="sm" mt={4}>
              {apiKeyScopes.map((value) => (
                <Radio key={value} value={value} {...scopeWords[value]} />
              ))}
            </Stack>
          </Radio.Group>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy} disabled={name.trim() === ''}>
              Make the key
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function MadeKey({ apiKey, text, onClose }: { apiKey: ApiKey; text: string; onClose: () => void }) {
  const publicUrl = usePublicUrl()
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      size="lg"
      title={`The key "${seenText(apiKey.name).slice(0, 60)}"`}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Alert color="orange" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} c="var(--mantine-color-text)">
          Copy it now: it is shown this once. Whoever has it may do what its scope allows ({scopeWords[apiKey.scope].label}).
        </Alert>
        <Command name="the API key" text={text} />
        {apiKey.scope !== 'read' && (
          <Stack gap="sm">
            <Text>
              With it in <Code>HOOKLINE_API_KEY</Code>, this sends an event:
            </Text>
            <Command name="send an event" text={eventCommand({ publicUrl, event: usualEvent })} />
          </Stack>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose}>I have stored it</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
