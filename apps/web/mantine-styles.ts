import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'

const stylesheet = new URL('./src/app/mantine.css', import.meta.url)

/** Refuses to build a page that uses a component of Mantine without its styles: only the used ones are loaded. */
export function mantineStyles(): Plugin {
  return {
    name: 'mantine-styles',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const there = await readFile(stylesheet, 'utf8')
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? Object.entries(file.modules) : []))
      const used = modules.flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? componentOf(id) : []))
      const missing = [...new Set(used)].filter((name) => !there.includes(`/${name}.css`))
      if (missing.length > 0) this.error(`src/app/mantine.css lacks the styles of ${missing.join(', ')}`)
    },
  }
}

/** The component whose class names a module holds. */
function componentOf(moduleId: string): string[] {
  const name = /@mantine\/core\/esm\/.*\/([^/]+)\.module\.mjs$/.exec(moduleId)?.[1]
  return name === undefined ? [] : [name]
}
