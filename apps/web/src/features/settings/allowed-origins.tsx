import type { Settings } from '@hookline/schema'
import { originOf } from '@hookline/template'
import { Button, Card, Code, Group, Stack, TagsInput, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { notifyDone, reasonOf } from '../../lib/notify.ts'
import { settingsQuery } from '../../lib/settings-query.ts'
import { useIsAdmin } from './use-is-admin.ts'

/** Where a URL that comes whole from data may lead. */
export function AllowedOrigins({ saved }: { saved: readonly string[] }) {
  const client = useQueryClient()
  const isAdmin = useIsAdmin()
  const [origins, setOrigins] = useState<string[]>([...saved])
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
        <TagsInput
          label="Allowed origins"
          placeholder="https://crm.example.com"
          disabled={!isAdmin}
          value={origins}
          error={problem}
          splitChars={[',', ' ']}
          acceptValueOnBlur
          onChange={(next) => setOrigins(next.map((origin) => originOf(origin.trim()) ?? origin.trim()))}
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
