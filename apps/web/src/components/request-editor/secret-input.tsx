import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'

interface SecretInputProps extends Pick<PasswordInputProps, 'label' | 'description' | 'placeholder' | 'aria-label' | 'autoFocus'> {
  value: string
  /** What is wrong with what is typed. */
  errorOf?: (typed: string) => string | null
  /** Called when what was typed is whole: the field is left, or Enter pressed. */
  onCommit: (typed: string) => void
  /** Called when the field is left, whatever was typed. */
  onLeave?: () => void
}

/** A secret while it is typed. It is taken when the field is left, so that no half of one is ever saved. */
export function SecretInput({ value, errorOf, onCommit, onLeave, ...field }: SecretInputProps) {
  const [typed, setTyped] = useState(value)
  const latest = useRef({ typed, value, onCommit })
  latest.current = { typed, value, onCommit }
  const commit = () => {
    const { typed: whole, value: before, onCommit: take } = latest.current
    if (whole !== before) take(whole)
  }
  // A panel that is closed takes the field with it, without its being left.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, at the end
  useEffect(() => commit, [])
  return (
    <PasswordInput
      {...field}
      autoComplete="off"
      value={typed}
      error={errorOf?.(typed) ?? null}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
      }}
      onBlur={() => {
        commit()
        onLeave?.()
      }}
    />
  )
}
