import { type HttpMethod, httpMethods, urlsMax } from '@hookline/schema'
import { ActionIcon, Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { ProblemList } from './problem-list.tsx'
import type { SectionProps } from './section.ts'
import { TemplateField } from './template-field.tsx'

/** Method and URLs: most requests have one URL, and each more gets the same payload. */
export function UrlsSection({ request, fields, problems, onChange }: SectionProps) {
  const urls = request.urls.length === 0 ? [''] : request.urls
  const setUrl = (index: number, url: string) => onChange({ ...request, urls: urls.map((old, at) => (at === index ? url : old)) })
  return (
    <Stack gap="sm">
      {urls.map((url, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a URL is its place
        <Group key={index} gap="sm" wrap="nowrap" align="flex-start">
          {index === 0 && (
            <Select
              aria-label="Method"
              w={96}
              flex="none"
              data={[...httpMethods]}
              value={request.method}
              allowDeselect={false}
              onChange={(method) => method && onChange({ ...request, method: method as HttpMethod })}
            />
          )}
          <TemplateField
            oneLine
            context="url"
            label={urls.length === 1 ? 'URL' : `URL ${index + 1}`}
            hint="https://example.com/hook"
            value={url}
            fields={fields}
            problems={problems.of(`request.urls.${index}`)}
            onFix={problems.fix}
            onChange={(next) => setUrl(index, next)}
          />
          {urls.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={`Remove URL ${index + 1}`}
              onClick={() => onChange({ ...request, urls: urls.filter((_, at) => at !== index) })}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <ProblemList problems={problems.of('request.urls')} onFix={problems.fix} />
      <Group gap="sm">
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          disabled={urls.length >= urlsMax}
          onClick={() => onChange({ ...request, urls: [...urls, ''] })}
        >
          Add another URL
        </Button>
        {urls.length > 1 && (
          <Text size="sm" c="dimmed">
            Each gets the same payload and is retried on its own.
          </Text>
        )}
      </Group>
    </Stack>
  )
}
