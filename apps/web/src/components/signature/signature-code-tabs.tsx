import { SegmentedControl, Stack } from '@mantine/core'
import { useState } from 'react'
import { Command } from '../command.tsx'
import { signatureCodes } from './signature-code.ts'

/** What a receiver runs to verify a signature, in the language of its choice. */
export function SignatureCodeTabs() {
  const [label, setLabel] = useState(signatureCodes[0]?.label ?? '')
  const chosen = signatureCodes.find((one) => one.label === label)
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        aria-label="Language"
        data={signatureCodes.map((one) => one.label)}
        value={label}
        onChange={setLabel}
        style={{ alignSelf: 'flex-start' }}
      />
      {chosen && <Command name={`how to verify in ${chosen.label}`} text={chosen.code} />}
    </Stack>
  )
}
