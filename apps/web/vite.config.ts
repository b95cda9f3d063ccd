import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The server's policy allows files of its own alone: nothing is inlined, neither scripts nor fonts as data.
// Without browsers to aim at, light-dark() in a style sheet is rewritten to variables that nothing sets.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  },
})
