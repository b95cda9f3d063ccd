import { describeCondition } from '@hookline/engine'
import { behaviourField, type ConditionRule, type Diagnostic } from '@hookline/schema'
import { ActionIcon } from '@mantine/core'
import { shallowEqual } from '@mantine/hooks'
import { MantineValueSelector } from '@react-querybuilder/mantine'
import { IconTrash } from '@tabler/icons-react'
import { memo, type Ref, useEffect, useRef } from 'react'
import type { RuleProps } from 'react-querybuilder'
import type { Field } from '../fields/field.ts'
import { sampleText } from '../fields/field-tree-sample.ts'
import classes from './condition-builder.module.css'
import { type BuilderContext, numberOfPath, useBuilder } from './condition-context.ts'
import { type GroupModel, isSame, type RuleModel, replaceRule } from './condition-model.ts'
import { DiagnosticNotes } from './diagnostic-notes.tsx'
import { operatorsFor, operatorWords } from './field-operators.ts'
import { FieldPicker } from './field-picker.tsx'
import { withField, withOperator } from './fit-rule.ts'
import { partOf, placeOf, type RulePart } from './place-diagnostics.ts'
import { RowValue } from './row-value.tsx'
import { useNear } from './use-near.ts'

/** One comparison: field, operator, value, what the field is now, and what there is to say of it. */
export function ConditionRow({ rule, path, schema, actions }: RuleProps) {
  const { fields, byPath, diagnostics, idPrefix, isAdding, isLarge, within } = useBuilder()
  const place = useRef<HTMLDivElement>(null)
  const isNear = useNear(place, !isLarge || isAdding.current)
  const model = rule as RuleModel
  if (!isNear) return <FarRow ref={place} path={path} rule={model} />
  const found = diagnostics.get(placeOf(path)) ?? none
  const shared = { fields, byPath, idPrefix, isAdding, within, path, schema, actions }
  return <Row {...shared} rule={model} field={byPath.get(model.field)} diagnostics={found} />
}

function FarRow({ ref, path, rule }: { ref: Ref<HTMLDivElement>; path: readonly number[]; rule: RuleModel }) {
  return (
    <div ref={ref} className={classes.far}>
      {numberOfPath(path)}. {describeCondition({ combinator: 'and', rules: [rule as ConditionRule] })}
    </div>
  )
}

const none: readonly Diagnostic[] = []

interface RowProps
  extends Pick<RuleProps, 'path' | 'schema' | 'actions'>,
    Pick<BuilderContext, 'fields' | 'byPath' | 'idPrefix' | 'isAdding' | 'within'> {
  rule: RuleModel
  field: Field | undefined
  diagnostics: readonly Diagnostic[]
}

/** Drawn again only where it changed itself: there may be five hundred, and each key stroke brings new diagnostics of all. */
const Row = memo(
  function Row({ rule, field, diagnostics, ...props }: RowProps) {
    const { fields, byPath, idPrefix, isAdding, within, path, schema, actions } = props
    const input = useRef<HTMLInputElement>(null)
    const number = numberOfPath(path, within)
    const of = `condition ${number}`
    const id = `${idPrefix}-${path.join('-')}`
    const isChosen = rule.field !== '' || rule.value !== undefined
    const own = diagnostics.filter(({ path: place = '' }) => !place.includes('.value.where'))
    const found = isChosen ? own : own.filter((one) => partOf(one) !== 'value')
    const isInvalid = (part: RulePart) => found.some((one) => one.severity === 'error' && partOf(one) === part)
    const describedBy =
      [field?.sample !== undefined && `${id}-now`, found.length > 0 && `${id}-notes`].filter(Boolean).join(' ') || undefined

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
      <div role="group" aria-label={`Condition ${number}`} className={classes.row} data-wide={rule.field === behaviourField || undefined}>
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
              <RowValue
                id={`${id}-value`}
                {...{ of, rule, field, fields, byPath, describedBy, diagnostics }}
                onChange={change}
                invalid={isInvalid('value')}
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
  },
  ({ diagnostics: before, ...was }, { diagnostics: now, ...is }) => isSame(before, now) && shallowEqual(was, is),
)
