// pnpm verify: everything that needs neither a database nor a browser, in well under a minute.
import { checks, runChecks } from './checks.mjs'
import { runScript } from './stop.mjs'
import { useToolchain } from './toolchain.mjs'
import { ensureInstalled } from './workspace.mjs'

await runScript(async () => {
  const toolchain = await useToolchain()
  await ensureInstalled(toolchain)
  const list = [{ name: 'unit tests', commands: [['vitest', 'run', '--project', 'unit', '--reporter', 'dot']] }, ...checks]
  const failed = await runChecks({ list, env: toolchain.env })
  console.log(failed.length === 0 ? `All ${list.length} checks hold.` : `${failed.length} of ${list.length} failed: ${failed.join(', ')}`)
  return failed.length === 0 ? 0 : 1
})
