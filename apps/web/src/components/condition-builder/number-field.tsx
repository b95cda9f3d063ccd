import { TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from './condition-builder.module.css'
import { numberOf } from './condition-value.ts'

interface NumberFieldProps {
  id: string
  'aria-label': string
  'aria-describedby': string | undefined
  error: boolean
  size: 'sm'
  placeholder?: string
  value: number | undefined
  onChange: (value: number | undefined) => void
}

/** Takes a number as it is typed: half of one, such as "-" or "1.", stays in the field and is no value yet. */
export function NumberField({ value, onChange, error, placeholder = 'Number', ...input }: NumberFieldProps) {
  const [typed, setTyped] = useState('')
  const fromTyped = numberOf(typed) ?? undefined
  const text = fromTyped === value ? typed : value === undefined ? '' : String(value)
  const isNumber = text.trim() === '' || numberOf(text) !== null
  return (
    <TextInput
      {...input}
      className={classes.grow}
      inputMode="decimal"
      placeholder={placeholder}
      error={isNumber ? error : 'Not a number'}
      value={text}
      onChange={(event) => {
        const next = event.currentTarget.value
        setTyped(next)
        onChange(numberOf(next) ?? undefined)
      }}
    />
  )
}
