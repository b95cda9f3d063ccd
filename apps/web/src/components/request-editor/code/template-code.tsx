import { lazy, Suspense } from 'react'
import css from './code-field.module.css'
import type { CodeFieldProps } from './code-field.tsx'

const CodeField = lazy(() => import('./code-field.tsx').then((module) => ({ default: module.CodeField })))

/** A template to write. Until the editor is loaded its text stands there as it is, in a box of the same size. */
export function TemplateCode(props: CodeFieldProps) {
  return (
    <Suspense
      fallback={
        <div
          className={`${css.field} ${props.oneLine ? css.oneLine : ''}`}
          style={{ minHeight: props.minHeight, maxHeight: props.maxHeight }}
          aria-busy="true"
        >
          <pre className={css.waiting}>{props.value}</pre>
        </div>
      }
    >
      <CodeField {...props} />
    </Suspense>
  )
}
