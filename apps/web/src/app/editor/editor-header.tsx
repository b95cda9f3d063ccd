import type { Automation, Diagnostic } from '@hookline/schema'
import { Anchor, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconHistory, IconPlayerPause, IconPlayerPlay, IconRotate2, IconRoute, IconTestPipe } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ActionMenu } from '../../components/action-menu/action-menu.tsx'
import { AutomationStatusWord } from '../../components/automation-status.tsx'
import { tip } from '../../components/tip/tip.ts'
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
    showRuns: () => void
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
        <Button
          variant="default"
          size="xs"
          leftSection={<IconHistory size={16} aria-hidden />}
          onClick={on.showVersions}
          aria-label={`Versions: ${versionWord(automation)}`}
          {...tip('Versions')}
        >
          {versionWord(automation)}
        </Button>
        {automation.kind === 'journey' && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRoute size={16} aria-hidden />}
            onClick={on.showRuns}
            {...tip('Who passes, and who waits')}
          >
            Runs
          </Button>
        )}
        <Button
          variant={isTesting ? 'light' : 'default'}
          size="xs"
          leftSection={<IconTestPipe size={16} aria-hidden />}
          aria-pressed={isTesting}
          onClick={on.toggleTest}
        >
          Test
        </Button>
        <Button
          size="xs"
          {...(!verdict.isPossible && { 'data-disabled': true })}
          aria-disabled={!verdict.isPossible}
          loading={isPublishing}
          {...tip(verdict.why)}
          onClick={() => verdict.isPossible && on.publish()}
        >
          Publish
        </Button>
        <MoreMenu automation={automation} on={on} />
      </Group>
    </header>
  )
}

function versionWord({ publishedVersion }: Automation): string {
  return publishedVersion === null ? 'No version yet' : `v${publishedVersion}`
}

function MoreMenu({ automation, on }: Pick<EditorHeaderProps, 'automation' | 'on'>) {
  const { status, hasChanges, publishedVersion } = automation
  const canDiscard = publishedVersion !== null && hasChanges
  return (
    <ActionMenu
      label="More"
      width={220}
      actions={[
        ...(status === 'active' ? [{ label: 'Pause', icon: IconPlayerPause, onClick: on.pause }] : []),
        ...(status === 'paused' ? [{ label: 'Resume', icon: IconPlayerPlay, onClick: on.resume }] : []),
        { label: 'Discard the changes…', icon: IconRotate2, isDisabled: !canDiscard, onClick: on.discard },
      ]}
    />
  )
}
