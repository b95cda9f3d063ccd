const structure = /"(?:[^"\\]|\\.)*"|[[\]{}:,]/g

/** The path of what stands at `offset` of a valid JSON text, such as `events.3.data.n`; '' for the text itself. */
export function pathInJson(text: string, offset: number): string {
  const path: (string | number)[] = []
  let string = ''
  for (const { 0: token, index } of text.matchAll(structure)) {
    if (index >= offset) break
    const last = path.length - 1
    const at = path[last]
    if (token === '{') path.push('')
    else if (token === '[') path.push(0)
    else if (token === '}' || token === ']') path.pop()
    else if (token === ':') path[last] = JSON.parse(string) as string
    else if (token !== ',') string = token
    else if (typeof at === 'number') path[last] = at + 1
  }
  return path.join('.')
}
