/** What the keys do, for the list that `?` shows; the keys themselves are in use-keys.ts. */
export const keyList: readonly (readonly [group: string, rows: readonly (readonly [keys: string, what: string])[]])[] = [
  [
    'Move',
    [
      ['Tab, Shift+Tab', 'Next, previous block'],
      ['← →', 'Along the ways'],
      ['↑ ↓', 'To the block above, below'],
      ['Enter', 'Open the block'],
      ['Esc', 'Close, then select nothing'],
      ['Ctrl+F', 'Find a block'],
      ['F', 'Show everything, or what is selected'],
      ['+ −', 'Zoom, where no block is focused'],
      ['Space and drag, middle button, wheel', 'Move the view'],
      ['Ctrl+wheel, pinch', 'Zoom'],
    ],
  ],
  [
    'Build',
    [
      ['+ or Insert', 'Add a block, or connect, after the focused one'],
      ['F2', 'Rename'],
      ['B', 'Bypass, or take in again'],
      ['N', 'New note'],
      ['Alt+arrows', 'Move what is selected'],
      ['Shift+T', 'Tidy up'],
      ['Shift+F10, right click', 'Everything about a block'],
      ['Delete', 'Delete and heal the way'],
    ],
  ],
  [
    'Select and copy',
    [
      ['Shift+click, drag', 'Select several'],
      ['Ctrl+A', 'Select all'],
      ['Shift+→', 'Everything after this block'],
      ['Ctrl+C, X, V', 'Copy, cut, paste, also in another tab'],
      ['Ctrl+D', 'Duplicate'],
      ['Ctrl+Z', 'Undo'],
      ['Ctrl+Shift+Z, Ctrl+Y', 'Redo'],
    ],
  ],
]
