import type { JsonValue } from '@hookline/schema'
import { ActionIcon } from '@mantine/core'
import { MantineValueSelector } from '@react-querybuilder/mantine'
import { IconTrash } from '@tabler/icons-react'
import { memo, useEffect, useRef } from 'react'
import type { RuleProps } from 'react-querybuilder'
import { sampleText } from '../fields/field-tree-sample.ts'
import classes from './condition-builder.module.css'
import { numberOfPath, useBuilder } from './condition-context.ts'
import { type GroupModel, type RuleModel, replaceRule } from './condition-model.ts'
import { DiagnosticNotes } from './diagnostic-notes.tsx'
import { operatorsFor, operatorWords } from './field-operators.ts'
import { FieldPicker } from './field-picker.tsx'
import { withField, withOperator } from './fit-rule.ts'
import { diagnosticsAt, partOf, type RulePart } from './place-diagnostics.ts'
import { ValueEditor } from './value-editor.tsx'

/** One comparison: field, operator, value, what the field is now, and what there is to say of it. */
export const ConditionRow = memo(function ConditionRow({ rule: given, path, schema, actions }: RuleProps) {
  const rule: RuleModel = given as RuleModel
  const { fields, byPath, diagnostics, idPrefix, isAdding } = useBuilder()
  const input = useRef<HTMLInputElement>(null)
  const field = byPath.get(rule.field)
  const number = numberOfPath(path)
  const of = `condition ${number}`
  const id = `${idPrefix}-${path.join('-')}`
  const isChosen = rule.field !== '' || rule.value !== undefined
  const all = diagnosticsAt(diagnostics, path)
  const found = isChosen ? all : all.filter((one) => partOf(one, path) !== 'value')
  const isInvalid = (part: RulePart) => found.some((one) => one.severity === 'error' && partOf(one, path) === part)
  const describedBy = [field?.sample !== undefined && `${id}-now`, found.length > 0 && `${id}-notes`].filter(Boolean).join(' ') || undefined

  useEffect(() => {
    if (!isAdding.current) return
    isAdding.current = false
    input.current?.focus()
  }, [isAdding])

  const change = (next: RuleModel) => schema.dispatchQuery(replaceRule(schema.getQuery() as GroupModel, path, next))
  const offered = operatorsFor(field)
  const operators = offered.some((operator) => operator === rule.operator) ? offered : [...offered, rule.operator]

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw itself
    <div role="group" aria-label={`Condition ${number}`} className={classes.row}>
      <div className={classes.field}>
        <FieldPicker
          id={`${id}-field`}
          label={`Field of ${of}`}
          path={rule.field}
          field={field}
          fields={fields}
          onPick={(next) => next !== rule.field && change(withField(rule, next, byPath.get(next)))}
          invalid={isInvalid('field')}
          describedBy={describedBy}
          inputRef={input}
        />
      </div>
      {isChosen && (
        <>
          <div className={classes.operator}>
            <MantineValueSelector
              {...{ path, schema, level: path.length }}
              id={`${id}-operator`}
              aria-label={`Comparison of ${of}`}
              size="sm"
              allowDeselect={false}
              comboboxProps={{ withinPortal: true, width: 'max-content', position: 'bottom-start' }}
              error={isInvalid('operator')}
              options={operators.map((name) => ({ name, value: name, label: operatorWords(name) }))}
              value={rule.operator}
              handleOnChange={(next: string) => change(withOperator(rule, next))}
            />
          </div>
          <div className={classes.value}>
            <ValueEditor
              // What was half typed for one field or operator is nothing to another.
              key={`${rule.field} ${rule.operator}`}
              id={`${id}-value`}
              of={of}
              operator={rule.operator}
              value={rule.value}
              field={field}
              onChange={(value: JsonValue | undefined) => change({ ...rule, value })}
              invalid={isInvalid('value')}
              describedBy={describedBy}
            />
          </div>
        </>
      )}
      <ActionIcon
        className={classes.remove}
        variant="subtle"
        color="gray"
        aria-label={`Remove ${of}`}
        title="Remove"
        onClick={() => {
          actions.onRuleRemove(path)
          document.getElementById(`${idPrefix}-${path.slice(0, -1).join('-')}-add`)?.focus()
        }}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
      {field?.sample !== undefined && field.type !== 'object' && (
        <div id={`${id}-now`} className={classes.now}>
          now: <bdi>{sampleText(field.sample)}</bdi>
        </div>
      )}
      {found.length > 0 && (
        <div className={classes.notes}>
          <DiagnosticNotes id={`${id}-notes`} diagnostics={found} />
        </div>
      )}
    </div>
  )
})
