import { contextOfContentType, sendsBody } from '@hookline/template'
import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { formatBody } from './body/format-body.ts'
import type { Row } from './body/rows.ts'
import { rowsOfBody } from './body/rows-of-body.ts'
import { RowsEditor } from './rows-editor.tsx'
import type { SectionProps } from './section.ts'
import { TemplateField } from './template-field.tsx'

type Mode = 'default' | 'text' | 'rows'

const choices = [
  { value: 'default', label: 'Default payload' },
  { value: 'text', label: 'Text' },
  { value: 'rows', label: 'Rows' },
]

const starter =
  '{\n  "type": "{{trigger.type}}",\n  "user": "{{user.id}}",\n  "occurredAt": "{{trigger.occurredAt}}",\n  "data": {{event}}\n}'

/** The body: the default payload, a template as text, or rows for those who write no JSON. */
export function BodySection({ request, fields, problems, onChange }: SectionProps) {
  const { body } = request
  const [asRows, setAsRows] = useState<Row[] | null>(null)
  const [notice, setNotice] = useState<string | null>(null)
  const left = useRef(body)
  const mode: Mode = body === null ? 'default' : asRows ? 'rows' : 'text'
  const context = contextOfContentType(request.contentType)

  const choose = (next: Mode) => {
    setNotice(null)
    if (body !== null) left.current = body
    const text = body ?? left.current ?? starter
    if (next === 'rows') {
      const result =
        context === 'json'
          ? rowsOfBody(text)
          : { ok: false as const, reason: `Rows write JSON, and the content type is ${request.contentType}.` }
      setAsRows(result.ok ? result.rows : null)
      if (!result.ok) setNotice(`This body cannot be shown as rows and stays text. ${result.reason}`)
    } else setAsRows(null)
    onChange({ ...request, body: next === 'default' ? null : text })
  }
  const format = () => {
    const formatted = formatBody(body ?? '')
    setNotice(formatted.ok ? null : `The body was left as it is. ${formatted.message}`)
    if (formatted.ok) onChange({ ...request, body: formatted.text })
  }

  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <SegmentedControl size="xs" aria-label="Body" data={choices} value={mode} onChange={(value) => choose(value as Mode)} />
        {mode === 'text' && context === 'json' && (
          <Button size="compact-sm" variant="default" onClick={format}>
            Format
          </Button>
        )}
      </Group>
      {!sendsBody(request.method) && (
        <Text size="sm" c="dimmed">
          {request.method} sends no body.
        </Text>
      )}
      {notice && (
        <Alert color="yellow" variant="light" withCloseButton closeButtonLabel="Close" onClose={() => setNotice(null)} p="sm">
          {notice}
        </Alert>
      )}
      {mode === 'default' && sendsBody(request.method) && (
        <Text size="sm" c="dimmed">
          The message id, type, time, user, campaign and the event with all its data, as the preview shows.
        </Text>
      )}
      {mode === 'text' && (
        <TemplateField
          context={context}
          label="Body"
          hint={context === 'json' ? '{ "level": {{event.level}} }' : 'Type {{ to insert a field'}
          minHeight={160}
          maxHeight={420}
          value={body ?? ''}
          fields={fields}
          problems={problems.of('request.body')}
          onFix={problems.fix}
          onChange={(text) => onChange({ ...request, body: text })}
        />
      )}
      {mode === 'text' && (
        <Text size="sm" c="dimmed">
          {'Type {{ for a field, or drag one here. Press Escape, then Tab to leave the text.'}
        </Text>
      )}
      {mode === 'rows' && asRows && (
        <RowsEditor
          initial={asRows}
          body={body ?? ''}
          fields={fields}
          problems={problems.of('request.body')}
          onFix={problems.fix}
          onBody={(text) => onChange({ ...request, body: text })}
          onForeign={() => setAsRows(null)}
        />
      )}
    </Stack>
  )
}
