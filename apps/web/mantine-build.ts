import type { Plugin } from 'vite'

const wholeSheet = /@mantine\/core\/styles\.css$/
const classNames = /@mantine\/core\/esm\/.*\/([^/]+)\.module\.mjs$/
const foundations = ['baseline', 'default-css-variables', 'global']

const table = /@mantine\/core\/esm\/components\/Table\/Table\.mjs$/
const tableScroll = 'Table.ScrollContainer = TableScrollContainer;'

/**
 * Builds the page with the styles of those of Mantine's components alone that it uses, each with the code of its component:
 * what is shown later brings its styles later. A component comes after those that it is made of, and so do its styles.
 */
export function mantineStyles(): Plugin {
  return {
    name: 'mantine-styles',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      return wholeSheet.test(id) ? foundations.map((name) => `@import "@mantine/core/styles/${name}.css";`).join('\n') : null
    },
    transform(code, id) {
      const [, name] = classNames.exec(id) ?? []
      return name === undefined ? null : `import '@mantine/core/styles/${name}.css'\n${code}`
    },
  }
}

/**
 * Tables without Mantine's scroll area, which every table would bring along with 22 kB of code for floating panels:
 * `WideTable` scrolls as the browser does.
 */
export function plainTables(): Plugin {
  return {
    name: 'plain-tables',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('node_modules') && code.includes('Table.ScrollContainer'))
        this.error('Use WideTable in place of Table.ScrollContainer')
      if (!table.test(id)) return null
      if (!code.includes(tableScroll)) this.error(`Mantine's Table.mjs has no "${tableScroll}" any more`)
      return code.replace(tableScroll, '')
    },
  }
}
