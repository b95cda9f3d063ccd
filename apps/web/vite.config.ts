import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { mantineStyles, plainTables } from './mantine-build.ts'

// What most screens share comes in one file: many small ones cost 10 kB more on the way. What opens over a screen is shared by
// many files too, each of them loaded when it is first opened: that is in no screen's first load.
const screensMin = 20
const opensLater =
  /@floating-ui|react-remove-scroll|use-focus-trap|components\/(Combobox|FloatingInput|Modal|ModalBase|Popover|Overlay|ScrollArea)\//

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
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'base', minShareCount: screensMin, test: (id) => !opensLater.test(id) }] } },
    },
  },
})
