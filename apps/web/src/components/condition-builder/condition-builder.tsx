import { type Catalog, type ConditionGroup, conditionRulesMax, type Diagnostic } from '@hookline/schema'
import { Text } from '@mantine/core'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { QueryBuilder, type RuleGroupType } from 'react-querybuilder'
import type { Field } from '../fields/field.ts'
import { doneField } from './behaviour-field.ts'
import classes from './condition-builder.module.css'
import { ConditionContext, type InnerBuilder } from './condition-context.ts'
import { ConditionGroupBox } from './condition-group.tsx'
import { conditionOf, countRules, type GroupModel, isSame, modelOf } from './condition-model.ts'
import { ConditionRow } from './condition-row.tsx'
import { conditionSentence } from './condition-sentence.ts'
import { fieldsByPath } from './find-field.ts'
import { byPlace } from './place-diagnostics.ts'

interface ConditionBuilderProps {
  condition: ConditionGroup | null
  /** Called with the schema's form alone, and only where something changed; null once nothing is asked any more. */
  onChange: (condition: ConditionGroup | null) => void
  fields: readonly Field[]
  /** Those whose `path` begins with `condition` stand beside what they are about. */
  diagnostics: readonly Diagnostic[]
  /** Begins every id, and so differs where two builders stand on one page. */
  idPrefix: string
  /** The event types whose events can be counted; absent where what a user has done cannot be asked. */
  catalog?: Catalog
  /** The comparison in which it stands, if it stands in one: "condition 2". */
  within?: string
}

/** 499 rows of three controls each took seconds to draw. */
const largeFrom = 40

const controls = { rule: ConditionRow, ruleGroup: ConditionGroupBox }

/** A condition as rows of field, operator and value, in groups, with the sentence that they make. */
export function ConditionBuilder(props: ConditionBuilderProps) {
  const { condition, onChange, diagnostics, idPrefix, catalog, within = '' } = props
  const [held, setHeld] = useState(() => ({ condition, model: modelOf(condition) }))
  const model = isSame(condition, held.condition) ? held.model : modelOf(condition)
  if (condition !== held.condition) setHeld({ condition, model })
  const isAdding = useRef(false)
  const fields = useMemo(() => (catalog ? [...props.fields, doneField] : props.fields), [props.fields, catalog])
  const byPath = useMemo(() => fieldsByPath(fields), [fields])
  const count = countRules(model)
  const hasRoom = count < conditionRulesMax
  const isLarge = count > largeFrom
  const placed = useMemo(() => byPlace(diagnostics), [diagnostics])
  const context = useMemo(
    () => ({ fields, byPath, diagnostics: placed, idPrefix, isAdding, isLarge, hasRoom, catalog: catalog ?? null, within, renderBuilder }),
    [fields, byPath, placed, idPrefix, isLarge, hasRoom, catalog, within],
  )

  const change = (query: RuleGroupType) => {
    const next = query as GroupModel
    const nextCondition = conditionOf(next, condition)
    setHeld({ condition: nextCondition, model: next })
    if (nextCondition !== condition) onChange(nextCondition)
  }
  // One function for ever: with each new one react-querybuilder would draw every row again.
  const latest = useRef(change)
  useLayoutEffect(() => {
    latest.current = change
  })
  const onQueryChange = useCallback((query: RuleGroupType) => latest.current(query), [])

  return (
    <ConditionContext value={context}>
      <div className={classes.root}>
        <QueryBuilder
          query={model as RuleGroupType}
          onQueryChange={onQueryChange}
          enableMountQueryChange={false}
          controlElements={controls}
          suppressStandardClassnames
        />
        {within === '' && condition && condition.rules.length > 0 && <Sentence condition={condition} />}
      </div>
    </ConditionContext>
  )
}

function renderBuilder(props: InnerBuilder) {
  return <ConditionBuilder {...props} />
}

function Sentence({ condition }: { condition: ConditionGroup }) {
  const { text, unfinished } = conditionSentence(condition)
  const left = unfinished === 1 ? '1 condition is not finished.' : `${unfinished} conditions are not finished.`
  return (
    <Text size="sm" c="dimmed" className={classes.sentence} lineClamp={8}>
      {text !== '' && (
        <>
          Reads: <bdi className={classes.reading}>{text}</bdi>
          {unfinished > 0 && '. '}
        </>
      )}
      {unfinished > 0 && left}
    </Text>
  )
}
