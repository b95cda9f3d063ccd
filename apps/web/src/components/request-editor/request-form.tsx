import type { Catalog, DeliveryPolicy, Diagnostic, JsonValue, RequestTemplate } from '@hookline/schema'
import { knownFrom } from '@hookline/template'
import { Button, Divider, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useCallback, useId, useMemo, useRef, useState } from 'react'
import type { Field } from '../fields/field.ts'
import { BodySection } from './body-section.tsx'
import { PolicyForm } from './delivery/policy-form.tsx'
import { type SecretChange, SecretField } from './delivery/secret-field.tsx'
import { FieldsPanel } from './fields-panel.tsx'
import { HeadersSection } from './headers-section.tsx'
import { RequestPreview } from './preview/request-preview.tsx'
import { ProblemList } from './problem-list.tsx'
import css from './request-form.module.css'
import type { RequestSample } from './request-sample.ts'
import { UrlsSection } from './urls-section.tsx'
import { useProblems } from './use-problems.ts'

/** What was changed; `secret: undefined` takes back a change of the secret. */
export interface RequestChange {
  request?: RequestTemplate
  policy?: DeliveryPolicy
  secret?: SecretChange
}

export interface RequestFormProps {
  request: RequestTemplate
  policy: DeliveryPolicy
  /** Whether one is stored, and whether a change of it waits to be saved. */
  secret: { hasSecret: boolean; isChanged: boolean }
  onChange: (change: RequestChange) => void
  /** What templates can name, with sample values. */
  fields: Field[]
  /** What the server said about this request, with paths such as `request.urls.0`. */
  diagnostics: Diagnostic[]
  /** What the preview is rendered for; null where there is none yet. */
  sample: RequestSample | null
  /** Whose fields are known; the sample's type where it is not given. */
  eventType?: string
  catalog: Catalog
  /** Leads to a choice of samples. */
  onPickSample?: () => void
  /** The form and its preview, or one of them where they have tabs of their own. */
  show?: 'both' | 'form' | 'preview'
}

const none: readonly string[] = []

/** See `RequestEditor`, which loads this. */
export function RequestForm(props: RequestFormProps) {
  const { request, policy, secret, onChange, fields, diagnostics, sample, catalog, onPickSample, show = 'both' } = props
  const eventType = props.eventType ?? sample?.trigger.type ?? ''
  const latest = useRef(onChange)
  latest.current = onChange
  const changeRequest = useCallback((next: RequestTemplate) => latest.current({ request: next }), [])
  const [receiverSample, setReceiverSample] = useState<JsonValue | undefined>()
  const problems = useProblems({ request, catalog, eventType, given: diagnostics, receiverSample, onChange: changeRequest })
  const known = useMemo(() => knownFrom(catalog, eventType), [catalog, eventType])
  const [shown] = useDebouncedValue(sample, 150)
  const section = { request, fields, problems, known, onChange: changeRequest }
  const loose = problems.all.filter(({ path = '' }) => !/^(?:request\.(?:urls|headers|body|contentType)|policy|secret)/.test(path))
  return (
    <div className={css.frame}>
      <div className={css.columns} data-both={show === 'both' || undefined}>
        {show !== 'preview' && (
          <Stack gap="md" miw={0}>
            {loose.length > 0 && <ProblemList problems={loose} onFix={problems.fix} />}
            <Section title="Request">
              <UrlsSection {...section} />
            </Section>
            <Section title="Headers">
              <HeadersSection {...section} />
            </Section>
            <Section title="Body">
              <BodySection {...section} onSample={setReceiverSample} />
            </Section>
            <FieldsPanel fields={fields} />
            <Divider />
            <Section title="Delivery">
              <PolicyForm policy={policy} problems={problems.of('policy')} onChange={(next) => latest.current({ policy: next })} />
            </Section>
            <Section title="Signature">
              <SecretField {...secret} problems={problems.of('secret')} onChange={(next) => latest.current({ secret: next })} />
            </Section>
          </Stack>
        )}
        {show !== 'form' && (
          <div className={css.aside}>
            <Section title="Preview">
              {shown ? (
                <RequestPreview
                  request={problems.checked}
                  sample={shown}
                  diagnostics={problems.all}
                  allowedOrigins={known.allowedOrigins ?? none}
                  onPickSample={onPickSample}
                />
              ) : (
                <NoSample onPickSample={onPickSample} />
              )}
            </Section>
          </div>
        )}
      </div>
    </div>
  )
}

function NoSample({ onPickSample }: { onPickSample: (() => void) | undefined }) {
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm" c="dimmed">
        The finished request is shown here once there is an event to show it for.
      </Text>
      {onPickSample && (
        <Button size="compact-sm" variant="default" onClick={onPickSample}>
          Pick a sample
        </Button>
      )}
    </Stack>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={css.section} aria-labelledby={id}>
      <Text id={id} fw={600} mb="sm">
        {title}
      </Text>
      {children}
    </section>
  )
}
