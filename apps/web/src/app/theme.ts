import { Anchor, Card, Code, createTheme, type MantineColorsTuple } from '@mantine/core'

// Neutral greys without a tint of their own, one accent (indigo), and meaning: green, amber (yellow), red.
const dark: MantineColorsTuple = [
  '#d5d7da',
  '#b5b9be',
  '#9aa2ab',
  '#6b727a',
  '#4a4f56',
  '#383c42',
  '#2b2f34',
  '#212428',
  '#1a1c1f',
  '#131517',
]

/** The look of every page: sizes, spaces and colours are decided here and nowhere else. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  colors: { dark },
  black: '#1f2328',
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono Variable", ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '12px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '40px' },
  defaultRadius: '8px',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  components: {
    Anchor: Anchor.extend({ defaultProps: { underline: 'hover' } }),
    Card: Card.extend({ defaultProps: { withBorder: true, padding: 'lg', shadow: 'none' } }),
    Code: Code.extend({ defaultProps: { fz: 12, bg: 'light-dark(#f1f3f5, #1a1c1f)', c: 'inherit' } }),
  },
})
