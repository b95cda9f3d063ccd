import { Button, Card, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { LoadingRows } from '../../components/states.tsx'
import { ApiError, call } from '../../lib/api.ts'
import { notifyDone, reasonOf } from '../../lib/notify.ts'
import { type Member, sessionQuery, useMember, useSignOut } from '../../lib/session.ts'

const passwordCharsMin = 10

/** One's own name and password. */
export function AccountTab() {
  const member = useMember()
  const signOut = useSignOut()
  if (!member) return <LoadingRows rows={3} />
  return (
    <Stack gap="md" maw={560}>
      <NameCard key={member.id} member={member} />
      <PasswordCard email={member.email} />
      <Card component="section">
        <Group justify="space-between">
          <Text>Ends your session in this browser.</Text>
          <Button variant="default" leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
            Sign out
          </Button>
        </Group>
      </Card>
    </Stack>
  )
}

function NameCard({ member }: { member: Member }) {
  const client = useQueryClient()
  const [name, setName] = useState(member.name)
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem('')
    try {
      await call('PATCH', '/v1/session', { body: { name } })
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
      await client.invalidateQueries({ queryKey: ['members'] })
      notifyDone('Your name is changed')
    } catch (error) {
      setProblem(reasonOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Card component="section" aria-labelledby="account-title">
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="md">
          <Title order={2} id="account-title">
            You
          </Title>
          <Stack gap={0}>
            <Text size="sm" c="dimmed">
              E-mail
            </Text>
            <Text style={{ overflowWrap: 'anywhere' }}>{member.email}</Text>
          </Stack>
          <TextInput
            label="Name"
            description="How others see you on a draft that both of you have open; lists and changes name your e-mail"
            autoComplete="name"
            maxLength={100}
            value={name}
            error={problem}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={isBusy} disabled={name.trim() === '' || name === member.name}>
              Save the name
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

function PasswordCard({ email }: { email: string }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [problem, setProblem] = useState<{ current?: string; next?: string; all?: string }>({})
  const [isBusy, setBusy] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (next.length < passwordCharsMin) return setProblem({ next: `Take at least ${passwordCharsMin} characters.` })
    setBusy(true)
    setProblem({})
    try {
      await call('POST', '/v1/session/password', { body: { current, new: next } })
      setCurrent('')
      setNext('')
      notifyDone('Your password is changed. Your other sessions have ended.')
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  const toggle = { 'aria-label': 'Show the password' }
  return (
    <Card component="section" aria-labelledby="password-title">
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="md">
          <Title order={2} id="password-title">
            Password
          </Title>
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            value={current}
            error={problem.current}
            visibilityToggleButtonProps={toggle}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label="New password"
            description={`At least ${passwordCharsMin} characters, of any kind`}
            autoComplete="new-password"
            value={next}
            error={problem.next}
            visibilityToggleButtonProps={toggle}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          {problem.all && (
            <Text c="red" role="alert" style={{ overflowWrap: 'anywhere' }}>
              {problem.all}
            </Text>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={isBusy} disabled={current === '' || next === ''}>
              Change the password
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

function problemOf(error: unknown): { current?: string; next?: string; all?: string } {
  const fields = error instanceof ApiError ? (error.problem.errors ?? []) : []
  const current = fields.find(({ path }) => path === 'current')
  const next = fields.find(({ path }) => path === 'new')
  if (!current && !next) return { all: reasonOf(error) }
  return { ...(current && { current: sentence(current.message) }), ...(next && { next: sentence(next.message) }) }
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1)
}
