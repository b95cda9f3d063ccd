import { conditionDepthMax } from '@hookline/schema'
import { ActionIcon, Group, Text } from '@mantine/core'
import { MantineActionElement, MantineNotToggle, MantineValueSelector } from '@react-querybuilder/mantine'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { RuleGroupBodyComponents, type RuleGroupProps, useRuleGroup } from 'react-querybuilder'
import { fieldDragType } from '../fields/field-tree.tsx'
import classes from './condition-builder.module.css'
import { numberOfPath, useBuilder } from './condition-context.ts'
import { DiagnosticNotes } from './diagnostic-notes.tsx'
import { comparisonOf } from './fit-rule.ts'
import { placeOf } from './place-diagnostics.ts'

const combinators = [
  { name: 'and', value: 'and', label: 'all' },
  { name: 'or', value: 'or', label: 'any' },
]

/** Comparisons and groups of which all or any must hold; a field dropped on it becomes a comparison in it. */
export function ConditionGroupBox(props: RuleGroupProps) {
  const group = useRuleGroup(props)
  const { byPath, diagnostics, idPrefix, isAdding, hasRoom, within } = useBuilder()
  const [isOver, setIsOver] = useState(false)
  const { path, schema, actions, ruleGroup } = group
  const isRoot = path.length === 0
  const inside = within === '' ? '' : ` within ${within}`
  const name = isRoot ? `all conditions${inside}` : `group ${numberOfPath(path, within)}`
  const shared = { path, schema, level: path.length, ruleOrGroup: ruleGroup, size: 'compact-sm', variant: 'subtle' } as const

  const addComparison = () => {
    isAdding.current = true
    actions.onRuleAdd(comparisonOf(undefined), path)
  }
  const addGroup = () => {
    isAdding.current = true
    actions.onGroupAdd({ combinator: ruleGroup.combinator === 'and' ? 'or' : 'and', rules: [comparisonOf(undefined)] }, path)
  }
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(fieldDragType)) return
    event.preventDefault()
    event.stopPropagation()
    event.dataTransfer.dropEffect = hasRoom ? 'copy' : 'none'
    setIsOver(hasRoom)
  }
  const drop = (event: DragEvent) => {
    const dropped = event.dataTransfer.getData(fieldDragType)
    setIsOver(false)
    if (dropped === '') return
    event.preventDefault()
    event.stopPropagation()
    if (hasRoom) actions.onRuleAdd(comparisonOf(byPath.get(dropped), dropped), path)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw itself
    <div
      role="group"
      aria-label={isRoot ? `Conditions${inside}` : `Group ${numberOfPath(path, within)}`}
      className={classes.group}
      data-inner={!isRoot || undefined}
      data-over={isOver || undefined}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      {ruleGroup.rules.length > 0 || !isRoot ? (
        <div className={classes.head}>
          <MantineValueSelector
            {...{ path, schema, level: path.length }}
            aria-label={`How ${name} combine`}
            size="xs"
            className={classes.combinator ?? ''}
            allowDeselect={false}
            comboboxProps={{ withinPortal: true }}
            options={combinators}
            value={ruleGroup.combinator ?? 'and'}
            handleOnChange={group.onCombinatorChange}
          />
          <Text span size="sm" c="dimmed" className={classes.headText}>
            of these
          </Text>
          <MantineNotToggle
            {...{ path, schema, level: path.length, ruleGroup }}
            size="xs"
            label="not"
            aria-label={`not: reverse ${name}`}
            checked={ruleGroup.not === true}
            handleOnChange={group.onNotToggleChange}
          />
          {!isRoot && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove ${name}`}
              title="Remove"
              onClick={() => actions.onGroupRemove(path)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ) : (
        <Text size="sm" c="dimmed">
          {within === '' ? 'No conditions yet: it always holds.' : 'Every such event counts.'}
        </Text>
      )}
      <RuleGroupBodyComponents {...group} />
      <DiagnosticNotes diagnostics={diagnostics.get(placeOf(path)) ?? []} />
      <Group gap="xs">
        <MantineActionElement
          {...shared}
          {...{ id: `${idPrefix}-${path.join('-')}-add` }}
          leftSection={<IconPlus size={14} aria-hidden />}
          label="Condition"
          aria-label={isRoot ? `Add a condition${inside}` : `Add a condition to ${name}`}
          disabled={!hasRoom}
          handleOnClick={addComparison}
        />
        {path.length < conditionDepthMax - 1 && (
          <MantineActionElement
            {...shared}
            leftSection={<IconPlus size={14} aria-hidden />}
            label="Group"
            aria-label={isRoot ? `Add a group${inside}` : `Add a group to ${name}`}
            disabled={!hasRoom}
            handleOnClick={addGroup}
          />
        )}
      </Group>
    </div>
  )
}
