import { operatorTraits } from '@hookline/engine'
import { behaviourField, type Diagnostic, type JsonValue } from '@hookline/schema'
import { ActionIcon } from '@mantine/core'
import { IconLetterCase, IconVariable } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Field } from '../fields/field.ts'
import { BehaviourValue } from './behaviour-value.tsx'
import classes from './condition-builder.module.css'
import type { RuleModel } from './condition-model.ts'
import { FieldPicker } from './field-picker.tsx'
import { withIgnoreCase, withSource } from './fit-rule.ts'
import { ValueEditor } from './value-editor.tsx'

interface RowValueProps {
  id: string
  /** What it belongs to: "condition 1". */
  of: string
  rule: RuleModel
  field: Field | undefined
  fields: readonly Field[]
  byPath: ReadonlyMap<string, Field>
  onChange: (rule: RuleModel) => void
  /** Those of the comparison. */
  diagnostics: readonly Diagnostic[]
  invalid: boolean
  describedBy: string | undefined
}

/** What a comparison compares with: a value or another field, and whether letters count without their case. */
export function RowValue({ rule, field, fields, byPath, onChange, diagnostics, ...place }: RowValueProps) {
  if (rule.field === behaviourField) {
    const change = (value: JsonValue | undefined) => onChange({ ...rule, value })
    return <BehaviourValue {...place} operator={rule.operator} value={rule.value} diagnostics={diagnostics} onChange={change} />
  }
  const traits = operatorTraits(rule.operator)
  const isField = rule.valueSource === 'field'
  const path = isField && typeof rule.value === 'string' ? rule.value : ''
  const isText = [rule.value].flat().some((member) => typeof member === 'string')
  const showsCase = traits?.foldsCase === true && (isField || isText || rule.ignoreCase === true)
  return (
    <>
      {isField ? (
        <div className={classes.grow}>
          <FieldPicker
            id={place.id}
            label={`Other field of ${place.of}`}
            path={path}
            field={byPath.get(path)}
            fields={fields}
            onPick={(value) => onChange({ ...rule, value })}
            invalid={place.invalid}
            describedBy={place.describedBy}
            inputRef={null}
          />
        </div>
      ) : (
        <ValueEditor
          // What was half typed for one field or operator is nothing to another.
          key={`${rule.field} ${rule.operator}`}
          {...place}
          operator={rule.operator}
          value={rule.value}
          field={field}
          onChange={(value) => onChange({ ...rule, value })}
        />
      )}
      {showsCase && (
        <Toggle
          label={`Ignore upper and lower case in ${place.of}`}
          isOn={rule.ignoreCase === true}
          onChange={(isOn) => onChange(withIgnoreCase(rule, isOn))}
        >
          <IconLetterCase size={16} aria-hidden />
        </Toggle>
      )}
      {traits?.comparesFields === true && (
        <Toggle label={`Compare ${place.of} with another field`} isOn={isField} onChange={(isOn) => onChange(withSource(rule, isOn))}>
          <IconVariable size={16} aria-hidden />
        </Toggle>
      )}
    </>
  )
}

interface ToggleProps {
  label: string
  isOn: boolean
  onChange: (isOn: boolean) => void
  children: ReactNode
}

function Toggle({ label, isOn, onChange, children }: ToggleProps) {
  return (
    <ActionIcon
      className={classes.toggle}
      variant={isOn ? 'light' : 'subtle'}
      color={isOn ? 'indigo' : 'gray'}
      aria-label={label}
      aria-pressed={isOn}
      title={label}
      onClick={() => onChange(!isOn)}
    >
      {children}
    </ActionIcon>
  )
}
