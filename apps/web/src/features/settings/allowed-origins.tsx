import type { Settings } from '@hookline/schema'
import { Button, Card, Code, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { notifyDone, reasonOf } from '../../lib/notify.ts'
import { settingsQuery } from '../../lib/settings.ts'
import { useIsAdmin } from './use-is-admin.ts'

/** Where a URL that comes whole from data may lead. */
export function AllowedOrigins({ saved }: { saved: readonly string[] }) {
  const client = useQueryClient()
  const isAdmin = useIsAdmin()
  const [text, setText] = useState(saved.join('\n'))
  const origins = originsOf(text)
  const [problem, setProblem] = useState('')
  const isChanged = origins.join(' ') !== saved.join(' ')
  const save = async () => {
    setProblem('')
    try {
      client.setQueryData(settingsQuery.queryKey, await call<Settings>('PATCH', '/v1/settings', { body: { allowedOrigins: origins } }))
      await client.invalidateQueries({ queryKey: ['events', 'catalog'] })
      notifyDone('The allowed origins are changed')
    } catch (error) {
      setProblem(reasonOf(error))
    }
  }
  return (
    <Card component="section" aria-labelledby="origins-title">
      <Stack gap="md">
        <div>
          <Title order={2} id="origins-title">
            URLs from data
          </Title>
          <Text size="sm" c="dimmed">
            A URL such as <Code>{'{{event.callback}}'}</Code> is called only where its origin is listed here. With none listed, whom a call
            goes to is always written out.
          </Text>
        </div>
        <Textarea
          label="Allowed origins"
          description="One a line: scheme and host, such as https://crm.example.com"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          disabled={!isAdmin}
          autosize
          minRows={2}
          maxRows={12}
          value={text}
          error={problem}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button disabled={!isAdmin || !isChanged} onClick={() => void save()}>
            Save the origins
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}

/** What was typed, a line each; of a longer URL its origin alone. What is none is told by the server. */
function originsOf(text: string): string[] {
  const typed = text.split(/[\s,]+/).filter((word) => word !== '')
  return [...new Set(typed.map((word) => (/^https?:/i.test(word) && URL.canParse(word) ? new URL(word).origin : word)))]
}
