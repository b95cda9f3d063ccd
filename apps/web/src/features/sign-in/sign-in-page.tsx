import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { reasonOf } from '../../lib/notify.ts'
import { localPath } from './local-path.ts'
import { SignInFrame } from './sign-in-frame.tsx'

/** E-mail and password. */
export function SignInPage() {
  const client = useQueryClient()
  const { back } = useSearch({ strict: false }) as { back?: string }
  const [failure, setFailure] = useState<string | null>(null)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : 'Give the e-mail address of your account'),
      password: (value) => (value === '' ? 'Give your password' : null),
    },
  })
  const signIn = form.onSubmit(async (values) => {
    setFailure(null)
    try {
      await call('POST', '/v1/session', { body: values })
      client.clear()
      window.location.assign(localPath(back))
    } catch (error) {
      setFailure(reasonOf(error))
    }
  })
  return (
    <SignInFrame title="Sign in">
      <form onSubmit={signIn} noValidate>
        <Stack gap="md">
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
            autoComplete="current-password"
            key={form.key('password')}
            {...form.getInputProps('password')}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          />
          <Button type="submit" loading={form.submitting}>
            Sign in
          </Button>
        </Stack>
      </form>
    </SignInFrame>
  )
}
