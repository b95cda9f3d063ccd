import type { CodeFieldProps } from './code/code-field.tsx'
import { TemplateCode } from './code/template-code.tsx'

/** A template of one line, such as a URL: with completion of fields and its mistakes underlined. */
export function TemplateInput(props: Omit<CodeFieldProps, 'oneLine'>) {
  return <TemplateCode {...props} oneLine />
}
