import type { JsonValue } from '@hookline/schema'
import { type Known, type SampleTemplate, templateOfSample } from '@hookline/template'
import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'

interface SamplePasteProps {
  known: Known
  onCancel: () => void
  onUse: (made: SampleTemplate, sample: JsonValue) => void
}

/** Takes a body that the receiver shows in its documentation, and makes a template of it. */
export function SamplePaste({ known, onCancel, onUse }: SamplePasteProps) {
  const [text, setText] = useState('')
  const read = readJson(text)
  const use = () => read.ok && onUse(templateOfSample(read.value, known.fields ?? {}), read.value)
  return (
    <Stack gap="xs">
      <Textarea
        label="A body that the receiver takes"
        description="Paste it from the receiver's documentation. Fields are suggested by the names of its keys; the body as it is now is replaced."
        placeholder={'{ "user_id": "abc", "level": 3 }'}
        autosize
        minRows={5}
        maxRows={14}
        value={text}
        error={text.trim() === '' || read.ok ? null : read.message}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button size="compact-sm" disabled={!read.ok} onClick={use}>
          Make a template of it
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
    </Stack>
  )
}

type Read = { ok: true; value: JsonValue } | { ok: false; message: string }

function readJson(text: string): Read {
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue }
  } catch (error) {
    return { ok: false, message: `This is not JSON: ${error instanceof Error ? error.message : String(error)}.` }
  }
}
