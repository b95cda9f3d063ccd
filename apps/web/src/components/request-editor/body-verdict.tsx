import type { JsonObject } from '@hookline/schema'
import { judgeJson } from '@hookline/template'
import { Button, Collapse, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useId, useMemo, useState } from 'react'
import { JsonView } from '../json-view/json-view.tsx'

const words = {
  'always-valid': { Icon: IconCircleCheck, text: 'Valid JSON for every event', colour: 'light-dark(#2b6a30, #8ce99a)' },
  breaks: { Icon: IconCircleX, text: 'Not JSON for some events, so it cannot be published', colour: 'light-dark(#b02020, #ffa8a8)' },
  'cannot-prove': {
    Icon: IconAlertTriangle,
    text: 'May not be JSON for some events; those calls are not made',
    colour: 'light-dark(#8a4600, #ffc078)',
  },
} as const

/** Whether a JSON body is proved, and if not, what is rendered when it breaks. */
export function BodyVerdict({ body }: { body: string }) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const { verdict, counterExample } = useMemo(() => judgeJson(body), [body])
  const { Icon, text, colour } = words[verdict]
  return (
    <div role="status">
      <Group gap={6} wrap="wrap" c={colour}>
        <Icon size={16} aria-hidden />
        <Text size="sm" span>
          {text}.
        </Text>
        {counterExample && (
          <Button size="compact-xs" variant="subtle" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
            {open ? 'Hide the example' : 'Show an example'}
          </Button>
        )}
      </Group>
      {counterExample && (
        <Collapse expanded={open} id={id}>
          <Stack gap={4} mt={4}>
            <Text size="sm" c="dimmed">
              {whenText(counterExample)} this is rendered, which is not JSON:
            </Text>
            <JsonView text={counterExample.body} label="Body that breaks" maxHeight={200} raw />
          </Stack>
        </Collapse>
      )}
    </div>
  )
}

function whenText({ event, state }: { event: JsonObject; state: JsonObject }): string {
  const parts = [...partOf('event', event), ...partOf('state', state)]
  return parts.length === 0 ? 'For an event without any of these fields' : `With ${parts.join(' and ')}`
}

function partOf(name: string, values: JsonObject): string[] {
  return Object.keys(values).length === 0 ? [] : [`${name} ${JSON.stringify(values)}`]
}
