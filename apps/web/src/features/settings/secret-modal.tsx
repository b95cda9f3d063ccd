import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { call } from '../../lib/api.ts'
import { notifyDone, reasonOf } from '../../lib/notify.ts'

/** Stores a secret under a name, or a new value under the given one. */
export function SecretModal({ name: given, onClose, onSet }: { name: string; onClose: () => void; onSet: () => void }) {
  const [name, setName] = useState(given)
  const [value, setValue] = useState('')
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  const isNew = given === ''
  const set = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem('')
    try {
      await call('POST', '/v1/secrets', { body: { name: name.trim(), value } })
      onSet()
      notifyDone(isNew ? `Added "${name.trim()}"` : `Replaced "${name.trim()}"`)
      onClose()
    } catch (error) {
      setProblem(reasonOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={isNew ? 'Add a secret' : `Replace the value of "${given}"`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={(event) => void set(event)}>
        <Stack gap="md">
          {isNew && (
            <TextInput
              label="Name"
              description="As templates write it: letters, digits, dots, hyphens, such as crm-key"
              maxLength={64}
              value={name}
              data-autofocus
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          <PasswordInput
            label="Value"
            description={isNew ? 'Shown never again; it can be replaced' : 'Calls are signed with it from the moment it is stored'}
            autoComplete="off"
            maxLength={4096}
            value={value}
            error={problem}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy} disabled={name.trim() === '' || value === ''}>
              {isNew ? 'Add the secret' : 'Replace the value'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
