// The names that the address guard is tried with, and what they lead to. Those of vectors/refused-inputs.json are told
// there in words; the public address in them is our receiver's here, and the private one another of this machine.

/** The only address that may be called. */
export const allowed = '127.0.0.1'
const refused = '127.0.0.2'

export type Answer = readonly string[] | 'failure' | 'silence'

/** By the words of the vector: its name, and what it answers the nth time. */
const told: Record<string, (count: number) => Answer> = {
  'a.test A 127.0.0.1': () => [refused],
  'b.test A 169.254.169.254': () => ['169.254.169.254'],
  'd.test AAAA ::ffff:10.0.0.1': () => ['::ffff:10.0.0.1'],
  'f.test A 93.184.216.34 then A 127.0.0.1, TTL 0 (rebinding between check and connect)': (count) => [count % 2 === 1 ? allowed : refused],
  'g.test A 93.184.216.34 then, on retry 1, A 10.0.0.1 (rebinding between attempts)': (count) => [count === 1 ? allowed : '10.0.0.1'],
  'j.test A 0.0.0.0': () => ['0.0.0.0'],
  'l.test SERVFAIL': () => 'failure',
  'm.test no answer for 10 s': () => 'silence',
  'o.test 1,000 A records': () => Array(1000).fill(allowed),
  'p.test A 100.64.0.1': () => ['100.64.0.1'],
}

/** What the changing names lead to, in turn and never twice the same after another. */
const changing: readonly Answer[] = [
  [allowed],
  [refused],
  ['::1'],
  [allowed],
  [allowed, refused],
  ['10.0.0.1'],
  ['::ffff:127.0.0.2'],
  [allowed],
  ['169.254.169.254', allowed],
  ['0.0.0.0'],
  ['fd00:ec2::254'],
  [allowed],
  ['192.168.1.1'],
  ['fe80::1'],
  [allowed, '::1'],
  ['64:ff9b::7f00:1'],
]

/** The name that a vector is about. */
export function nameOf(value: string): string {
  if (!(value in told)) throw new Error(`the name server does not know ${value}`)
  return value.split(' ')[0] ?? ''
}

export function isOurs(name: string): boolean {
  return name.endsWith('.test')
}

/** What is answered the nth time that a name is asked for. */
export function answersOf(name: string, count: number): Answer {
  const vector = Object.keys(told).find((value) => value.startsWith(`${name} `))
  return (vector === undefined ? changing[count % changing.length] : told[vector]?.(count)) ?? 'failure'
}
