import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ForeignText } from './foreign-text.tsx'

interface NamedLinkProps {
  id: string
  /** What is shown; the id where there is no name. */
  name?: string | null
  whole?: boolean
}

/** An event, by its id. */
export function EventLink({ id, name, whole = false }: NamedLinkProps) {
  return (
    <Anchor inherit style={block} renderRoot={(props) => <Link {...props} to="/events/$id" params={{ id }} search={{}} />}>
      <ForeignText text={name ?? id} whole={whole} />
    </Anchor>
  )
}

/** A user, by its id. */
export function UserLink({ id, name, whole = false }: NamedLinkProps) {
  return (
    <Anchor inherit style={block} renderRoot={(props) => <Link {...props} to="/users/$id" params={{ id }} search={{}} />}>
      <ForeignText text={name ?? id} whole={whole} />
    </Anchor>
  )
}

/** An automation, by its name. */
export function AutomationLink({ id, name, whole = false }: NamedLinkProps) {
  return (
    <Anchor inherit style={block} renderRoot={(props) => <Link {...props} to="/automations/$id" params={{ id }} search={{}} />}>
      <ForeignText text={name ?? id} whole={whole} />
    </Anchor>
  )
}

/** A webhook, by its name. */
export function WebhookLink({ id, name, whole = false }: NamedLinkProps) {
  return (
    <Anchor inherit style={block} renderRoot={(props) => <Link {...props} to="/api-central/$id" params={{ id }} search={{}} />}>
      <ForeignText text={name ?? id} whole={whole} />
    </Anchor>
  )
}

/** What sends: an automation or a webhook. */
export function SourceLink({ kind, ...link }: NamedLinkProps & { kind: 'automation' | 'webhook' }) {
  return kind === 'webhook' ? <WebhookLink {...link} /> : <AutomationLink {...link} />
}

const block = { minWidth: 0 }
