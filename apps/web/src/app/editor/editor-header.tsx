import type { Automation, Diagnostic } from '@hookline/schema'
import { ActionIcon, Anchor, Button, Group, Menu, SegmentedControl, Text, Tooltip } from '@mantine/core'
import { IconDots, IconHistory, IconPlayerPause, IconPlayerPlay, IconRotate2, IconTestPipe } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { AutomationStatusWord } from '../../components/automation-status.tsx'
import classes from './editor.module.css'
import { NameField } from './name-field.tsx'
import { Presence } from './presence.tsx'
import { publishVerdict } from './publish-verdict.ts'
import { SaveStateWord } from './save-state.tsx'
import type { SaveState } from './use-autosave.ts'

export type EditorView = 'form' | 'canvas'

interface EditorHeaderProps {
  automation: Automation
  diagnostics: readonly Diagnostic[] | undefined
  saveState: SaveState
  view: EditorView
  isTesting: boolean
  isPublishing: boolean
  on: {
    rename: (name: string) => void
    retrySave: () => void
    showVersions: () => void
    toggleTest: () => void
    publish: () => void
    pause: () => void
    resume: () => void
    discard: () => void
    view: (view: EditorView) => void
  }
}

/** What the automation is called and how it stands, and what can be done with all of it. */
export function EditorHeader({ automation, diagnostics, saveState, view, isTesting, isPublishing, on }: EditorHeaderProps) {
  const verdict = publishVerdict({ automation, diagnostics, saveState })
  return (
    <header className={classes.header}>
      <Group gap={6} wrap="nowrap" miw={0} flex={1}>
        <Anchor component={Link} to="/automations" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          ← Automations
        </Anchor>
        <Text c="dimmed" aria-hidden>
          /
        </Text>
        <NameField name={automation.name} onRename={on.rename} />
        <Presence automationId={automation.id} />
      </Group>
      <Group gap="md" wrap="nowrap">
        <Text component="div" size="sm" display="flex">
          <AutomationStatusWord automation={automation} />
        </Text>
        <SaveStateWord state={saveState} onRetry={on.retrySave} />
      </Group>
      <Group gap="sm" wrap="nowrap">
        {automation.kind === 'rule' && (
          <SegmentedControl
            size="xs"
            aria-label="View"
            value={view}
            data={[
              { value: 'form', label: 'Form' },
              { value: 'canvas', label: 'Canvas' },
            ]}
            onChange={(value) => on.view(value === 'form' ? 'form' : 'canvas')}
          />
        )}
        <Tooltip label="Versions">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconHistory size={16} aria-hidden />}
            onClick={on.showVersions}
            aria-label={`Versions: ${versionWord(automation)}`}
          >
            {versionWord(automation)}
          </Button>
        </Tooltip>
        <Button
          variant={isTesting ? 'light' : 'default'}
          size="xs"
          leftSection={<IconTestPipe size={16} aria-hidden />}
          aria-pressed={isTesting}
          onClick={on.toggleTest}
        >
          Test
        </Button>
        <Tooltip label={verdict.why} disabled={verdict.why === null} events={{ hover: true, focus: true, touch: true }} multiline maw={320}>
          <Button
            size="xs"
            {...(!verdict.isPossible && { 'data-disabled': true })}
            aria-disabled={!verdict.isPossible}
            loading={isPublishing}
            onClick={() => verdict.isPossible && on.publish()}
          >
            Publish
          </Button>
        </Tooltip>
        <MoreMenu automation={automation} on={on} />
      </Group>
    </header>
  )
}

function versionWord({ publishedVersion }: Automation): string {
  return publishedVersion === null ? 'Not live' : `v${publishedVersion}`
}

function MoreMenu({ automation, on }: Pick<EditorHeaderProps, 'automation' | 'on'>) {
  const { status, hasChanges, publishedVersion } = automation
  const canDiscard = publishedVersion !== null && hasChanges
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label="More">
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {status === 'active' && (
          <Menu.Item leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={on.pause}>
            Pause
          </Menu.Item>
        )}
        {status === 'paused' && (
          <Menu.Item leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={on.resume}>
            Resume
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconRotate2 size={16} aria-hidden />} disabled={!canDiscard} onClick={on.discard}>
          Discard the changes…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
