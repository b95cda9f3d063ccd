import type { Diagnostic, Severity } from '@hookline/schema'
import { Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import { CodeHelp } from './code-help.tsx'
import { fixLabel, sentence } from './fix-label.ts'
import css from './request-form.module.css'

interface ProblemListProps {
  /** For the input that it is about to name it by. */
  id?: string
  problems: readonly Diagnostic[]
  /** Carries out the remedy of one that has it. */
  onFix: (problem: Diagnostic) => void
}

const drawings: Record<Severity, { Icon: typeof IconCircleX; word: string }> = {
  error: { Icon: IconCircleX, word: 'Error' },
  warning: { Icon: IconAlertTriangle, word: 'Warning' },
  info: { Icon: IconInfoCircle, word: 'Note' },
}

/** What the checker says about a text, with the remedies as buttons. */
export function ProblemList({ id, problems, onFix }: ProblemListProps) {
  return (
    <div id={id} aria-live="polite">
      {problems.length > 0 && (
        <Stack component="ul" gap={4} m={0} mt={4} p={0} style={{ listStyle: 'none' }}>
          {problems.map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew each time
            <Problem key={index} problem={problem} onFix={onFix} />
          ))}
        </Stack>
      )}
    </div>
  )
}

function Problem({ problem, onFix }: { problem: Diagnostic; onFix: (problem: Diagnostic) => void }) {
  const { severity, message, fix, edit } = problem
  const { Icon, word } = drawings[severity]
  return (
    <li className={css.problem} data-severity={severity}>
      <Icon size={14} aria-label={word} className={css.problemIcon} />
      <Text size="sm" span className={css.problemText}>
        {sentence(message)}
        {fix && !edit && ` ${sentence(fix)}`} <CodeHelp code={problem.code} />
      </Text>
      {edit && (
        <Button size="compact-xs" variant="light" className={css.fix} onClick={() => onFix(problem)}>
          {fixLabel(problem)}
        </Button>
      )}
    </li>
  )
}
