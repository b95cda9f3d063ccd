import { Anchor, Card, Code, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

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
    // The library's placeholder for the first focus may not stand in a menu (WAI-ARIA 1.2, menu: required owned elements).
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Code: Code.extend({ defaultProps: { fz: 12, bg: 'light-dark(#f1f3f5, #212428)', c: 'inherit' } }),
  },
})

// White on the library's own red, and its blue on a hovered tint, are below the contrast of WCAG 2.2 AA (1.4.3).
const readable = {
  '--mantine-color-red-filled': 'var(--mantine-color-red-9)',
  '--mantine-color-red-filled-hover': 'color-mix(in srgb, var(--mantine-color-red-9), black 12%)',
}

/** The colours that the theme's shades alone would leave hard to read; texts take red-6: errors under fields, what deletes in menus. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...readable,
    '--mantine-color-red-6': 'var(--mantine-color-red-9)',
    // Titles of warnings on their own tint.
    '--mantine-color-yellow-light-color': '#7a4a00',
    '--mantine-color-indigo-light-hover': 'color-mix(in srgb, var(--mantine-color-indigo-1), var(--mantine-color-indigo-2) 35%)',
  },
  dark: {
    ...readable,
    '--mantine-color-red-6': 'var(--mantine-color-red-4)',
    // What deletes without being filled: the library's own is nearly white.
    '--mantine-color-red-light-color': 'var(--mantine-color-red-4)',
  },
})
