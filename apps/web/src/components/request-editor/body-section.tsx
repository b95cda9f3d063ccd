import type { JsonValue } from '@hookline/schema'
import { contextOfContentType, type SampleTemplate, sendsBody } from '@hookline/template'
import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { formatBody } from './body/format-body.ts'
import type { Row } from './body/rows.ts'
import { rowsOfBody } from './body/rows-of-body.ts'
import { BodyVerdict } from './body-verdict.tsx'
import { RowsEditor } from './rows-editor.tsx'
import { SamplePaste } from './sample-paste.tsx'
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

interface BodySectionProps extends SectionProps {
  /** A receiver's sample was pasted: the body is checked against it. */
  onSample: (sample: JsonValue) => void
}

/** The body: the default payload, a template as text, or rows for those who write no JSON. */
export function BodySection({ request, fields, problems, known, onChange, onSample }: BodySectionProps) {
  const { body } = request
  const [asRows, setAsRows] = useState<Row[] | null>(null)
  const [notice, setNotice] = useState<string | null>(null)
  const [isPasting, setPasting] = useState(false)
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

  const takeSample = ({ source, suggested, kept }: SampleTemplate, sample: JsonValue) => {
    setPasting(false)
    setAsRows(null)
    setNotice(sampleNotice(suggested.length, kept))
    onSample(sample)
    onChange({ ...request, body: source })
  }

  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <SegmentedControl size="xs" aria-label="Body" data={choices} value={mode} onChange={(value) => choose(value as Mode)} />
        {context === 'json' && sendsBody(request.method) && (
          <Group gap="xs">
            <Button size="compact-sm" variant="default" aria-expanded={isPasting} onClick={() => setPasting(!isPasting)}>
              Paste a sample
            </Button>
            {mode === 'text' && (
              <Button size="compact-sm" variant="default" onClick={format}>
                Format
              </Button>
            )}
          </Group>
        )}
      </Group>
      {isPasting && <SamplePaste known={known} onCancel={() => setPasting(false)} onUse={takeSample} />}
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
      {mode !== 'default' && context === 'json' && sendsBody(request.method) && <BodyVerdict body={problems.checked.body ?? ''} />}
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

function sampleNotice(found: number, kept: readonly string[]): string {
  const suggested = found === 1 ? 'One field was suggested' : `${found} fields were suggested`
  if (kept.length === 0) return `${suggested}. Look them through.`
  return `${suggested}. No field was found for ${kept.slice(0, 8).join(', ')}${kept.length > 8 ? '…' : ''}: the sample's values stand there.`
}
