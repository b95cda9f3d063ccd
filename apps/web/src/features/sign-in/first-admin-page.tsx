import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { reasonOf } from '../../lib/notify.ts'
import { sessionQuery } from '../../lib/session.ts'
import { SignInFrame } from './sign-in-frame.tsx'

const passwordCharsMin = 10

/** Makes the account of the first person, who then is an admin. */
export function FirstAdminPage() {
  const client = useQueryClient()
  const session = useQuery(sessionQuery)
  const { token = '' } = useSearch({ strict: false }) as { token?: string }
  const [failure, setFailure] = useState<string | null>(null)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '', token },
    validate: {
      email: (value) => (/^[^@\s]+@[^@\s]+$/.test(value) ? null : 'Give an e-mail address, such as anna@example.com'),
      password: (value) => (value.length >= passwordCharsMin ? null : `Use at least ${passwordCharsMin} characters`),
    },
  })
  if (session.data && !session.data.firstAdminNeeded) return <Navigate to="/sign-in" replace />
  const make = form.onSubmit(async ({ email, password, token }) => {
    setFailure(null)
    try {
      await call('POST', '/v1/members/first-admin', { body: { email, password, ...(token !== '' && { token }) } })
      client.clear()
      window.location.assign('/first-run')
    } catch (error) {
      setFailure(reasonOf(error))
    }
  })
  return (
    <SignInFrame title="Make the first account">
      <form onSubmit={make} noValidate>
        <Stack gap="md">
          <Text c="dimmed">You will be the admin of this Hookline.</Text>
          {failure && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            autoFocus
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            description={`At least ${passwordCharsMin} characters`}
            autoComplete="new-password"
            key={form.key('password')}
            {...form.getInputProps('password')}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          />
          {session.data?.tokenNeeded && (
            <TextInput
              label="Token"
              description="Hookline printed it when it started, with the address of this page."
              autoComplete="off"
              key={form.key('token')}
              {...form.getInputProps('token')}
            />
          )}
          <Button type="submit" loading={form.submitting}>
            Make the account
          </Button>
        </Stack>
      </form>
    </SignInFrame>
  )
}
