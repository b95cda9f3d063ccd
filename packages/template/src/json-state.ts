/** Where in a JSON text one is: what may come next, and which brackets are open. Interned: same place, same object. */
export interface JsonState {
  readonly mode: Mode
  readonly frame: Frame
}

/**
 * `value` a value is due; `first-element`, `first-key` the same right behind a bracket, which may also close;
 * `next-element`, `next-key` behind a comma; `string-u3` that many hexadecimal digits are due; `literal:rue` those letters.
 */
export type Mode =
  | 'value'
  | 'first-element'
  | 'next-element'
  | 'first-key'
  | 'next-key'
  | 'colon'
  | 'after'
  | `${'string' | 'key'}${'' | '-escape' | '-u4' | '-u3' | '-u2' | '-u1'}`
  | `number-${'minus' | 'zero' | 'int' | 'dot' | 'fraction' | 'e' | 'sign' | 'exponent'}`
  | `literal:${string}`

/** The open brackets, innermost first, as a linked list whose nodes are made once. */
export class Frame {
  readonly kind: 'top' | '{' | '['
  readonly parent: Frame | undefined
  readonly #states = new Map<Mode, JsonState>()
  #object: Frame | undefined
  #array: Frame | undefined

  constructor(kind: 'top' | '{' | '[' = 'top', parent?: Frame) {
    this.kind = kind
    this.parent = parent
  }

  at(mode: Mode): JsonState {
    let state = this.#states.get(mode)
    if (!state) {
      state = { mode, frame: this }
      this.#states.set(mode, state)
    }
    return state
  }

  open(kind: '{' | '['): JsonState {
    if (kind === '{') {
      this.#object ??= new Frame('{', this)
      return this.#object.at('first-key')
    }
    this.#array ??= new Frame('[', this)
    return this.#array.at('first-element')
  }
}

const numberSteps: Record<string, readonly [RegExp, Mode][]> = {
  'number-minus': [
    [/0/, 'number-zero'],
    [/[1-9]/, 'number-int'],
  ],
  'number-zero': [
    [/\./, 'number-dot'],
    [/[eE]/, 'number-e'],
  ],
  'number-int': [
    [/[0-9]/, 'number-int'],
    [/\./, 'number-dot'],
    [/[eE]/, 'number-e'],
  ],
  'number-dot': [[/[0-9]/, 'number-fraction']],
  'number-fraction': [
    [/[0-9]/, 'number-fraction'],
    [/[eE]/, 'number-e'],
  ],
  'number-e': [
    [/[0-9]/, 'number-exponent'],
    [/[+-]/, 'number-sign'],
  ],
  'number-sign': [[/[0-9]/, 'number-exponent']],
  'number-exponent': [[/[0-9]/, 'number-exponent']],
}

/** Whether a number may end here. */
export function isWholeNumber(mode: Mode): boolean {
  return mode === 'number-zero' || mode === 'number-int' || mode === 'number-fraction' || mode === 'number-exponent'
}

/** The next state inside a number, undefined if the character is no part of it. */
export function stepNumber({ mode, frame }: JsonState, char: string): JsonState | undefined {
  const next = numberSteps[mode]?.find(([pattern]) => pattern.test(char))
  return next && frame.at(next[1])
}

/** The state that a value begun by this character is in, undefined if no value begins so. */
export function stepIntoValue({ frame }: JsonState, char: string): JsonState | undefined {
  if (char === '"') return frame.at('string')
  if (char === '{' || char === '[') return frame.open(char)
  if (char === '-') return frame.at('number-minus')
  if (char === '0') return frame.at('number-zero')
  if (char >= '1' && char <= '9') return frame.at('number-int')
  const word = char === 't' ? 'true' : char === 'f' ? 'false' : char === 'n' ? 'null' : undefined
  return word && frame.at(`literal:${word.slice(1)}`)
}

/** The next state inside a string or key, undefined if the character may not stand there. */
export function stepString({ mode, frame }: JsonState, char: string): JsonState | undefined {
  const kind = mode.startsWith('key') ? 'key' : 'string'
  if (mode === kind) {
    if (char === '"') return frame.at(kind === 'key' ? 'colon' : 'after')
    if (char === '\\') return frame.at(`${kind}-escape`)
    return char < ' ' ? undefined : frame.at(kind)
  }
  if (mode === `${kind}-escape`) return char === 'u' ? frame.at(`${kind}-u4`) : '"\\/bfnrt'.includes(char) ? frame.at(kind) : undefined
  if (!/[0-9a-fA-F]/.test(char)) return undefined
  if (mode === `${kind}-u4`) return frame.at(`${kind}-u3`)
  if (mode === `${kind}-u3`) return frame.at(`${kind}-u2`)
  return frame.at(mode === `${kind}-u2` ? `${kind}-u1` : kind)
}
