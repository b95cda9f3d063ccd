import type { Diagnostic } from '@hookline/schema'
import { Text } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import type { CodeFieldProps } from './code/code-field.tsx'
import { TemplateCode } from './code/template-code.tsx'
import { ProblemList } from './problem-list.tsx'
import { TemplateInput } from './template-input.tsx'

interface TemplateFieldProps extends Omit<CodeFieldProps, 'describedBy' | 'diagnostics' | 'onFix'> {
  problems: readonly Diagnostic[]
  onFix: (problem: Diagnostic) => void
  /** Shown above; the editor itself is named by `label`. */
  title?: ReactNode
}

/** A template with its problems listed below it. */
export function TemplateField({ problems, onFix, title, oneLine, ...code }: TemplateFieldProps) {
  const id = useId()
  const Input = oneLine ? TemplateInput : TemplateCode
  return (
    <div style={{ minWidth: 0, flex: 1 }}>
      {title && (
        <Text size="sm" fw={500} mb={4} component="div">
          {title}
        </Text>
      )}
      <Input {...code} diagnostics={problems} onFix={onFix} describedBy={id} />
      <ProblemList id={id} problems={problems} onFix={onFix} />
    </div>
  )
}
