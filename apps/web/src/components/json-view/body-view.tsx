import { Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { byteWords } from '../request-view/byte-count.ts'
import { bytesOf, hexBytesMax, hexDump } from './hex-dump.ts'
import { JsonView, type LineNote } from './json-view.tsx'

interface BodyViewProps {
  body: string
  /** `base64` where the bytes are no text. */
  encoding: 'base64' | 'utf8' | undefined
  /** Names what is shown: "Body of answer 1". */
  label: string
  maxHeight?: number | undefined
  notes?: readonly LineNote[]
}

/** A body to read: as text whatever it claims to be, and as hex where it is no text. Nothing in it is ever run or drawn. */
export function BodyView({ body, encoding, ...view }: BodyViewProps) {
  return encoding === 'base64' ? <Bytes base64={body} {...view} /> : <JsonView text={body} {...view} />
}

function Bytes({ base64, label, maxHeight }: { base64: string; label: string; maxHeight?: number | undefined }) {
  const bytes = useMemo(() => bytesOf(base64), [base64])
  return (
    <Stack gap={4}>
      <JsonView text={hexDump(bytes)} label={label} maxHeight={maxHeight} raw />
      <Text size="sm" c="dimmed">
        {bytes.length > hexBytesMax
          ? `The body is not text: the first ${byteWords(hexBytesMax)} of ${byteWords(bytes.length)} are shown, as hex.`
          : `The body is not text: its ${byteWords(bytes.length)} are shown as hex.`}
      </Text>
    </Stack>
  )
}
