import { sparkPath, sparkWords } from './spark-path.ts'

const box = { width: 96, height: 28 }

interface SparkProps {
  series: readonly (number | null)[]
  format: (value: number) => string
}

/** How a number went, without axes. */
export function Spark({ series, format }: SparkProps) {
  return (
    <svg
      role="img"
      aria-label={sparkWords(series, format)}
      width={box.width}
      height={box.height + 4}
      viewBox={`-2 -2 ${box.width + 4} ${box.height + 4}`}
      style={{ flex: 'none', color: 'light-dark(var(--mantine-color-indigo-7), var(--mantine-color-indigo-4))' }}
    >
      <path d={sparkPath(series, box)} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
