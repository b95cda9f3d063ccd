// npm run bench [-- --quick] [-- --out FILE]: the benchmarks, against what `npm start` would run.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { runScript } from './stop.mjs'
import { root, useToolchain } from './toolchain.mjs'
import { ensureBuilt, ensureInstalled } from './workspace.mjs'

await runScript(async () => {
  const toolchain = await useToolchain()
  await ensureInstalled(toolchain)
  await ensureBuilt(toolchain)
  const child = spawn(toolchain.node, [path.join(root, 'bench', 'src', 'main.ts'), ...process.argv.slice(2)], {
    env: toolchain.env,
    stdio: 'inherit',
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
})
