import { execFileSync, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { sign } from '@hookline/webhook'
import { expect, test } from 'vitest'
import { signatureCodes } from './signature-code.ts'

const key = Buffer.from('0123456789abcdef0123456789abcdef')
const secret = `whsec_${key.toString('base64')}`
const hmac = (one: Buffer, head: string, body: string) => createHmac('sha256', one).update(head).update(body).digest('base64')

interface Call {
  secret: string
  headers: Record<string, string>
  body: string
}

/** A call as Hookline signs it, with one key or several. */
function signed({ body = '{"name":"Größe 😀"}', agoSeconds = 0, keys = [key] } = {}): Call {
  const timestampSeconds = Math.floor(Date.now() / 1000) - agoSeconds
  const signature = sign({ keys, id: 'msg_1', timestampSeconds, body }, hmac)
  return { secret, headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': String(timestampSeconds), 'webhook-signature': signature }, body }
}

const withHeader = (call: Call, name: string, value: string): Call => ({ ...call, headers: { ...call.headers, [name]: value } })

const valid: Call[] = [signed(), signed({ body: '' }), signed({ agoSeconds: 290 }), signed({ keys: [Buffer.alloc(32, 7), key] })]
const invalid: Call[] = [
  { ...signed(), body: '{}' },
  { ...signed(), secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` },
  signed({ agoSeconds: 310 }),
  signed({ agoSeconds: -310 }),
  withHeader(signed(), 'webhook-id', 'msg_2'),
  withHeader(signed(), 'webhook-timestamp', 'now'),
  withHeader(signed(), 'webhook-signature', ''),
  withHeader(signed(), 'webhook-signature', 'v1,%%%'),
  withHeader(signed(), 'webhook-signature', signed().headers['webhook-signature']?.replace('v1,', 'v2,') ?? ''),
  { ...signed(), headers: {} },
]

test('the code for Node accepts what Hookline signs, and nothing else', () => {
  const code = signatureCodes.find(({ label }) => label === 'Node')?.code ?? ''
  const run = `${code}\nprocess.stdout.write(JSON.stringify(JSON.parse(process.argv[1]).map((c) => verify(c.secret, c.headers, c.body))))`
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', run, '--', JSON.stringify([...valid, ...invalid])], {
    encoding: 'utf8',
  })
  expect(JSON.parse(output)).toEqual([...valid.map(() => true), ...invalid.map(() => false)])
})

const python = ['python3', 'python'].find((program) => spawnSync(program, ['--version']).status === 0)

test.runIf(python)('the code for Python, where there is one, accepts what Hookline signs, and nothing else', () => {
  const code = signatureCodes.find(({ label }) => label === 'Python')?.code ?? ''
  const run = `${code}\nimport json, sys\nprint(json.dumps([verify(c["secret"], c["headers"], c["body"].encode()) for c in json.load(sys.stdin)]))`
  const output = execFileSync(python ?? '', ['-c', run], { encoding: 'utf8', input: JSON.stringify([...valid, ...invalid]) })
  expect(JSON.parse(output)).toEqual([...valid.map(() => true), ...invalid.map(() => false)])
})

test.each(signatureCodes)('the code for $label reads the real headers, compares in constant time and refuses old calls', ({ code }) => {
  for (const piece of ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'whsec_', 'v1', '300']) expect(code).toContain(piece)
  expect(code).toMatch(/sha256/)
  expect(code).toMatch(/base64/)
  expect(code).toMatch(/timingSafeEqual|compare_digest|hash_equals|hmac\.Equal/)
})
