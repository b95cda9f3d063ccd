export type TipSide = 'top' | 'left' | 'right'

/** What an element is given to show a hint on hover and focus; null shows none. The page's one `Tips` does the rest. */
export function tip(label: string | null, side: TipSide = 'top') {
  return label === null ? {} : { 'data-tip': label, 'data-tip-side': side }
}
