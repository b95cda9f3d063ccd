import { Badge, Button, CopyButton, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconTerminal2 } from '@tabler/icons-react'
import { BodyView } from '../json-view/body-view.tsx'
import { bytesOf } from '../json-view/hex-dump.ts'
import type { LineNote } from '../json-view/json-view.tsx'
import { seenText } from '../seen-text.ts'
import { byteCount, byteWords } from './byte-count.ts'
import { curlOf, type ShownRequest } from './curl-of.ts'
import css from './request-view.module.css'

interface RequestViewProps {
  /** `bodyEncoding` says where the body is no text. */
  request: ShownRequest & { bodyEncoding?: 'base64' | 'utf8' | undefined }
  /** Names the request: "Request of this delivery". */
  label: string
  maxHeight?: number
  bodyNotes?: readonly LineNote[]
  /** Stands where there is no body. */
  noBody?: string
}

/** A finished request to read and copy: method and URL, headers, body with its size. */
export function RequestView({ request, label, maxHeight, bodyNotes, noBody = 'No body.' }: RequestViewProps) {
  const { method, url, headers, body, bodyEncoding } = request
  return (
    <Stack gap={12} role="group" aria-label={label}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
        <div className={css.line}>
          <Badge variant="light" radius="sm" size="md" ff="monospace" style={{ flex: 'none' }}>
            {method}
          </Badge>
          <span className={css.url}>{seenText(url)}</span>
        </div>
        {bodyEncoding !== 'base64' && <CopyCurl request={request} label={label} />}
      </Group>
      {headers.length > 0 && <HeaderTable headers={headers} label={`Headers: ${label}`} />}
      {body === null ? (
        <Text size="sm" c="dimmed">
          {noBody}
        </Text>
      ) : (
        <Stack gap={4}>
          <Group justify="space-between" gap="sm">
            <Text size="sm" fw={500}>
              Body
            </Text>
            <Text size="sm" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
              {bodyEncoding === 'base64' ? byteWords(bytesOf(body).length) : byteCount(body)}
            </Text>
          </Group>
          <BodyView
            body={body}
            encoding={bodyEncoding}
            label={`Body: ${label}`}
            maxHeight={maxHeight}
            {...(bodyNotes && { notes: bodyNotes })}
          />
        </Stack>
      )}
    </Stack>
  )
}

export function HeaderTable({ headers, label }: { headers: ShownRequest['headers']; label: string }) {
  return (
    <table className={css.headers} aria-label={label}>
      <tbody>
        {headers.map(({ name, value, secret }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, the order stays
          <tr key={index}>
            <th scope="row">{seenText(name)}</th>
            <td>
              {secret ? (
                <Text span size="sm" c="dimmed" ff="text">
                  •••••• secret
                </Text>
              ) : (
                seenText(value)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function CopyCurl({ request, label }: { request: ShownRequest; label: string }) {
  return (
    <CopyButton value={curlOf(request)} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          size="compact-xs"
          onClick={copy}
          style={{ flex: 'none' }}
          leftSection={copied ? <IconCheck size={14} /> : <IconTerminal2 size={14} />}
          aria-label={copied ? `Copied as cURL: ${label}` : `Copy as cURL: ${label}`}
        >
          {copied ? 'Copied' : 'Copy as cURL'}
        </Button>
      )}
    </CopyButton>
  )
}
