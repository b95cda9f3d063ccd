import { lazy, Suspense } from 'react'
import css from './code/code-field.module.css'
import type { CodeFieldProps } from './code/code-field.tsx'

const CodeField = lazy(() => import('./code/code-field.tsx').then((module) => ({ default: module.CodeField })))

/** A template of one line, such as a URL: with completion of fields and its mistakes underlined. */
export function TemplateInput(props: Omit<CodeFieldProps, 'oneLine'>) {
  return (
    <Suspense
      fallback={
        <div className={`${css.field} ${css.oneLine}`} aria-busy="true">
          <pre className={css.waiting}>{props.value}</pre>
        </div>
      }
    >
      <CodeField {...props} oneLine />
    </Suspense>
  )
}
