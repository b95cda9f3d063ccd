import { rm } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { makeDataDir } from '../testing/database.ts'
import { eventually } from '../testing/hookline.ts'
import { admin } from '../testing/member.ts'
import { startProcess } from '../testing/process.ts'

test.each(['1', '2'])(
  'PROCESSES=%s: the start prints one address for the first admin, which every process takes, until there is one',
  async (processes) => {
    const dataDir = await makeDataDir()
    const env = { HOST: '0.0.0.0', PROCESSES: processes }
    const app = await startProcess({ dataDir, env })
    // The last line of the start.
    await eventually(() => app.output().includes('Hookline runs at'))
    const printed = app.output().match(/^Make the first admin at \S+$/gm) ?? []
    expect(printed).toHaveLength(1)
    const token = new URL(printed[0]?.split(' ').at(-1) ?? '').searchParams.get('token')
    const ask = async (given: string | null) => {
      const headers = { 'content-type': 'application/json', connection: 'close' }
      const body = JSON.stringify({ ...admin, token: given })
      return (await fetch(`${app.url}/v1/members/first-admin`, { method: 'POST', headers, body })).status
    }
    expect(await ask(`x${token?.slice(1)}`)).toBe(403)
    // One after the other goes to each process in turn.
    expect([await ask(token), await ask(token), await ask(token)]).toEqual([201, 409, 409])
    app.kill('SIGTERM')
    await app.ended
    const again = await startProcess({ dataDir, env })
    await eventually(() => again.output().includes('Hookline runs at'))
    expect(again.output()).not.toContain('first admin')
    again.kill('SIGTERM')
    await again.ended
    await rm(dataDir, { recursive: true, force: true })
  },
  60_000,
)
