// npm start: what the server needs, made only if it is missing or old, then the server itself on the pinned Node.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { runScript } from './stop.mjs'
import { root, useToolchain } from './toolchain.mjs'
import { ensureBuilt, ensureInstalled } from './workspace.mjs'

const server = path.join(root, 'apps', 'server', 'dist', 'main.js')
// Read as a file, for any Node of at least 20 runs this one: not all of them import JSON.
const nodeOptions = JSON.parse(readFileSync(path.join(root, 'apps', 'server', 'node-options.json'), 'utf8'))

await runScript(async () => {
  const toolchain = await useToolchain()
  await ensureInstalled(toolchain)
  await ensureBuilt(toolchain)
  return serve(toolchain)
})

/** The server shares our process group, so Ctrl+C reaches it by itself; a signal to us alone is passed on, once. */
function serve({ node, env }) {
  const child = spawn(node, [...nodeOptions, server], { env, stdio: 'inherit' })
  const passOn = (signal) => {
    const cameFromTerminal = signal !== 'SIGTERM' && process.stdin.isTTY
    if (!cameFromTerminal) child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, once(passOn))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}

function once(passOn) {
  let passed = false
  return (signal) => {
    if (!passed) passOn(signal)
    passed = true
  }
}
