import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The server's policy allows files of its own alone: nothing is inlined, neither scripts nor fonts as data.
export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist', assetsDir: 'assets', assetsInlineLimit: 0, target: 'es2023' },
})
