import { cpSync } from 'node:fs'
import { defineConfig } from 'vite'

// One file for Node: our own packages are bundled, what comes from node_modules stays there, but for Drizzle and what imports
// it (docs/decisions/0013). Migrations and the guard are read at run time relative to main.js, so they lie beside it as they are.
export default defineConfig({
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist',
    target: 'node24',
    sourcemap: true,
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'main.js', codeSplitting: false } },
  },
  ssr: { target: 'node', noExternal: [/^@hookline\//, 'drizzle-orm', /^@?better-auth/] },
  plugins: [
    {
      // One character beyond Latin-1 makes V8 keep the whole source with two bytes for each: 2.2 MB more for as long as it runs.
      name: 'ascii-only',
      generateBundle(_options, bundle) {
        for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/[^\0-\x7f]/g, escaped)
      },
    },
    {
      name: 'copy-files-read-at-run-time',
      writeBundle() {
        cpSync('src/db/migrations', 'dist/migrations', { recursive: true })
        cpSync('src/db/embedded-guard.mjs', 'dist/embedded-guard.mjs')
      },
    },
  ],
})

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}
