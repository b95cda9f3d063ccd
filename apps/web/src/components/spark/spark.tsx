import { sparkPath, sparkWords } from './spark-path.ts'

interface SparkProps {
  series: readonly (number | null)[]
  format: (value: number) => string
  width?: number
  height?: number
}

/** How a number went, without axes. */
export function Spark({ series, format, width = 96, height = 28 }: SparkProps) {
  return (
    <svg
      role="img"
      aria-label={sparkWords(series, format)}
      width={width}
      height={height + 4}
      viewBox={`-2 -2 ${width + 4} ${height + 4}`}
      style={{ flex: 'none', color: 'light-dark(var(--mantine-color-indigo-7), var(--mantine-color-indigo-4))' }}
    >
      <path
        d={sparkPath(series, { width, height })}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
