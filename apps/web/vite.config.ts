import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { mantineStyles, plainTables } from './mantine-build.ts'

// What most screens share comes in one file: many small ones cost 10 kB more on the way.
const screensMin = 20

// The server's policy allows files of its own alone: nothing is inlined, neither scripts nor fonts as data.
// Without browsers to aim at, light-dark() in a style sheet is rewritten to variables that nothing sets.
export default defineConfig({
  plugins: [react(), mantineStyles(), plainTables()],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', minShareCount: screensMin }] } } },
  },
})
