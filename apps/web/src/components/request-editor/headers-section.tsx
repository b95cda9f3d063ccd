import { type HeaderTemplate, headersMax } from '@hookline/schema'
import { ActionIcon, Autocomplete, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { ProblemList } from './problem-list.tsx'
import css from './request-form.module.css'
import { SecretInput } from './secret-input.tsx'
import type { SectionProps } from './section.ts'
import { TemplateField } from './template-field.tsx'

const contentTypes = ['application/json', 'application/x-www-form-urlencoded', 'text/plain; charset=utf-8', 'application/xml']

/** Content type and headers. A secret header is written once and never shown again. */
export function HeadersSection(props: SectionProps) {
  const { request, problems, onChange } = props
  const id = useId()
  const typeProblems = problems.of('request.contentType')
  return (
    <Stack gap="sm">
      <div>
        <Autocomplete
          label="Content type"
          data={contentTypes}
          value={request.contentType}
          error={typeProblems.some(({ severity }) => severity === 'error')}
          aria-describedby={id}
          onChange={(contentType) => onChange({ ...request, contentType })}
        />
        <ProblemList id={id} problems={typeProblems} onFix={problems.fix} />
      </div>
      {request.headers.map((header, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header is its place
        <HeaderRow key={index} {...props} header={header} index={index} />
      ))}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          disabled={request.headers.length >= headersMax}
          onClick={() => onChange({ ...request, headers: [...request.headers, { name: '', value: '', secret: false }] })}
        >
          Add a header
        </Button>
      </div>
    </Stack>
  )
}

interface HeaderRowProps extends SectionProps {
  header: HeaderTemplate
  index: number
}

function HeaderRow({ request, fields, problems, onChange, header, index }: HeaderRowProps) {
  const nameId = useId()
  const { headers } = request
  const change = (changes: Partial<HeaderTemplate>) =>
    onChange({ ...request, headers: headers.map((old, at) => (at === index ? { ...old, ...changes } : old)) })
  const path = `request.headers.${index}`
  const nameProblems = problems.of(`${path}.name`)
  const which = header.name || `header ${index + 1}`
  return (
    <fieldset className={css.section} aria-label={`Header ${index + 1}`}>
      <div className={css.headerRow}>
        <TextInput
          aria-label={`Name of header ${index + 1}`}
          placeholder="X-Brand"
          value={header.name}
          error={nameProblems.length > 0}
          styles={{ input: { color: 'inherit' } }}
          aria-describedby={nameId}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {header.secret ? (
          <SecretValue header={header} which={which} change={change} />
        ) : (
          <TemplateField
            oneLine
            context="header"
            label={`Value of ${which}`}
            hint="value"
            value={header.value ?? ''}
            fields={fields}
            problems={problems.of(`${path}.value`)}
            onFix={problems.fix}
            onChange={(value) => change({ value })}
          />
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={`Remove ${which}`}
          onClick={() => onChange({ ...request, headers: headers.filter((_, at) => at !== index) })}
        >
          <IconX size={16} />
        </ActionIcon>
      </div>
      <ProblemList id={nameId} problems={header.secret ? problems.of(`${path}.`) : nameProblems} onFix={problems.fix} />
      <Switch
        mt={4}
        size="xs"
        label={header.secret ? 'Secret: stored encrypted, never shown again' : 'Secret'}
        aria-label={`Secret: ${which}`}
        checked={header.secret}
        onChange={(event) => change({ secret: event.currentTarget.checked, value: header.value ?? '' })}
      />
    </fieldset>
  )
}

interface SecretValueProps {
  header: HeaderTemplate
  which: string
  change: (changes: Partial<HeaderTemplate>) => void
}

/** A value of null is one that is stored; it goes back as null and stays. */
function SecretValue({ header, which, change }: SecretValueProps) {
  const [isReplacing, setReplacing] = useState(false)
  const isStored = header.value === null || header.value === undefined
  if (isStored && !isReplacing)
    return (
      <Group gap="xs" justify="space-between" wrap="nowrap" mih={36}>
        <Text size="sm" c="dimmed">
          •••••• stored
        </Text>
        <Button size="compact-xs" variant="default" aria-label={`Replace the value of ${which}`} onClick={() => setReplacing(true)}>
          Replace
        </Button>
      </Group>
    )
  return (
    <SecretInput
      aria-label={`New value of ${which}`}
      placeholder="new value"
      autoFocus={isReplacing}
      value={header.value ?? ''}
      onCommit={(value) => change({ value })}
      onLeave={() => setReplacing(false)}
    />
  )
}
