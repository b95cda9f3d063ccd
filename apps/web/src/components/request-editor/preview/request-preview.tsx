import type { Diagnostic, RequestTemplate } from '@hookline/schema'
import type { AllowedOrigins } from '@hookline/template'
import { Alert, Button, Collapse, Group, Select, Stack, Switch, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { memo, useMemo, useState } from 'react'
import { RequestView } from '../../request-view/request-view.tsx'
import type { RequestSample } from '../request-sample.ts'
import { bodyNotes } from './body-notes.ts'
import { changedLines } from './changed-lines.ts'
import { type HostileVerdict, hostileSample, hostileValues, hostileVerdict } from './hostile.ts'
import { type Preview, previewOf } from './preview-of.ts'
import { usePrevious } from './use-previous.ts'

interface RequestPreviewProps {
  request: RequestTemplate
  sample: RequestSample
  diagnostics: readonly Diagnostic[]
  allowedOrigins: AllowedOrigins
  onPickSample?: (() => void) | undefined
}

function isMade({ failures, errors }: Preview): boolean {
  return !failures.some(({ part }) => part === 'body') && !errors.some(({ path }) => path === 'body')
}

const partNames = { url: 'URL', headers: 'Headers', body: 'Body' }

/** The finished request for the sample, rendered in the page by the code that sends it. */
export const RequestPreview = memo(function RequestPreview({
  request,
  sample,
  diagnostics,
  allowedOrigins,
  onPickSample,
}: RequestPreviewProps) {
  const [chosenUrl, setChosenUrl] = useState(0)
  const [hostile, setHostile] = useState<string | null>(null)
  const urlIndex = Math.min(chosenUrl, Math.max(0, request.urls.length - 1))
  const value = hostileValues.find(({ name }) => name === hostile)?.value
  const shownSample = useMemo(() => (value === undefined ? sample : hostileSample(sample, request, value)), [sample, request, value])
  const preview = useMemo(
    () => previewOf({ request, sample: shownSample, urlIndex, allowedOrigins }),
    [request, shownSample, urlIndex, allowedOrigins],
  )
  const body = preview.request?.body ?? null
  const before = usePrevious(body)
  const notes = useMemo(
    () => (body === null ? [] : [...bodyNotes(request.body ?? '', body, diagnostics), ...changedLines(before, body)]),
    [request.body, body, before, diagnostics],
  )
  const verdict = useMemo(() => (hostile === null ? null : hostileVerdict(request, sample)), [hostile, request, sample])
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {sample.title ?? `${sample.trigger.type} of ${sample.user.id}`}
        </Text>
        {onPickSample && (
          <Button size="compact-xs" variant="subtle" onClick={onPickSample}>
            Pick another sample
          </Button>
        )}
      </Group>
      {request.urls.length > 1 && (
        <Select
          aria-label="URL to preview"
          data={request.urls.map((url, index) => ({ value: String(index), label: `${index + 1}. ${url === '' ? 'no URL yet' : url}` }))}
          value={String(urlIndex)}
          allowDeselect={false}
          onChange={(index) => setChosenUrl(Number(index ?? 0))}
        />
      )}
      <Group gap="sm" align="center">
        <Switch
          size="xs"
          label="Hostile values"
          checked={hostile !== null}
          onChange={(event) => setHostile(event.currentTarget.checked ? (hostileValues[0]?.name ?? null) : null)}
        />
        {hostile !== null && (
          <Select
            size="xs"
            flex={1}
            maw={220}
            aria-label="Hostile value in every field"
            data={hostileValues.map(({ name }) => name)}
            value={hostile}
            allowDeselect={false}
            onChange={setHostile}
          />
        )}
      </Group>
      {hostile !== null && <Verdict verdict={verdict} />}
      <Faults preview={preview} />
      {preview.maskedSecrets.length > 0 && (
        <Text size="sm" c="dimmed">
          What {preview.maskedSecrets.join(', ')} signs is not computed here: the value stays on the server, and deliveries carry the real
          hash.
        </Text>
      )}
      {preview.request && (
        <RequestView
          request={preview.request}
          label="Preview"
          maxHeight={420}
          noBody={isMade(preview) ? 'No body.' : 'The body cannot be made.'}
          bodyNotes={notes}
        />
      )}
    </Stack>
  )
})

function Faults({ preview: { failures, errors } }: { preview: Preview }) {
  if (failures.length === 0 && errors.length === 0) return null
  return (
    <Alert color="red" variant="light" p="sm" title="This request would not be sent" icon={<IconAlertTriangle />}>
      {failures.map(({ part, message }) => (
        <Text key={part} size="sm">
          {partNames[part]}: {message}.
        </Text>
      ))}
      {errors.map(({ path = '', message }) => (
        <Text key={path + message} size="sm">
          {nameOf(path)}: {message}.
        </Text>
      ))}
    </Alert>
  )
}

function nameOf(path: string): string {
  if (path.startsWith('urls')) return partNames.url
  if (path.startsWith('headers')) return partNames.headers
  return path === 'contentType' ? 'Content type' : partNames.body
}

/** Whether the body outlives every hostile value. */
function Verdict({ verdict }: { verdict: HostileVerdict | null }) {
  const [open, setOpen] = useState(false)
  if (!verdict)
    return (
      <Text size="sm" c="dimmed">
        There is no body that could break.
      </Text>
    )
  const { isJson, results } = verdict
  const broken = results.filter((result) => !result.ok)
  const isSound = broken.length === 0
  const good = isJson
    ? `Still valid JSON with each of ${results.length} hostile values`
    : `Rendered with each of ${results.length} hostile values`
  const bad = isJson
    ? `Not JSON with ${broken.length} of ${results.length} hostile values`
    : `Not rendered with ${broken.length} of ${results.length} hostile values`
  return (
    <Alert
      color={isSound ? 'green' : 'red'}
      variant="light"
      p="sm"
      title={isSound ? good : bad}
      icon={isSound ? <IconCircleCheck /> : <IconAlertTriangle />}
    >
      {broken.map((result) => (
        <Text key={result.name} size="sm">
          {result.name}: {result.ok ? '' : result.message}. It is not sent.
        </Text>
      ))}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setOpen(!open)} aria-expanded={open}>
        {open ? 'Hide what was tried' : 'Show what was tried'}
      </Button>
      <Collapse expanded={open}>
        <Text size="sm">{results.map(({ name }) => name).join(', ')}.</Text>
      </Collapse>
    </Alert>
  )
}
