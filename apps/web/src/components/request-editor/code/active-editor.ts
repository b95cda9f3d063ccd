// The template that was written in last. A tree of fields stands beside the editors, and its click puts a field there.

interface Editor {
  insertField: (path: string) => void
}

let active: Editor | null = null

/** Puts `{{path}}` at the cursor of the template that had the focus last. Out: false if there is none on the page. */
export function insertFieldAtCursor(path: string): boolean {
  active?.insertField(path)
  return active !== null
}

export function noteFocus(editor: Editor): void {
  active = editor
}

export function forget(editor: Editor): void {
  if (active === editor) active = null
}
