import { spawn } from 'node:child_process'
import path from 'node:path'
import { runScript } from './stop.mjs'
import { root, useToolchain } from './toolchain.mjs'
import { ensureBuilt, ensureInstalled } from './workspace.mjs'

/** Runs a program of ours with the arguments of this one, against what `npm start` would run. */
export function runBuilt(file) {
  return runScript(async () => {
    const toolchain = await useToolchain()
    await ensureInstalled(toolchain)
    await ensureBuilt(toolchain)
    const child = spawn(toolchain.node, [path.join(root, file), ...process.argv.slice(2)], { env: toolchain.env, stdio: 'inherit' })
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code) => resolve(code ?? 1))
    })
  })
}
