import { EditorView } from '@codemirror/view'

const border = '1px solid light-dark(var(--mantine-color-gray-4), var(--mantine-color-dark-4))'
const ground = 'light-dark(var(--mantine-color-white), var(--mantine-color-dark-6))'
const floating = 'light-dark(var(--mantine-color-white), var(--mantine-color-dark-7))'

/** The look of an editor, by the theme's own variables: it follows the colour scheme without being told. */
export const editorTheme = EditorView.theme({
  '&': { fontSize: '12px', color: 'var(--mantine-color-text)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    lineHeight: '18px',
    fontVariantLigatures: 'none',
    maxHeight: 'inherit',
  },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--mantine-color-text)', minHeight: 'inherit' },
  '.cm-line': { padding: '0 10px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-placeholder': { color: 'var(--mantine-color-dimmed)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'light-dark(#cdd7ff, #36407a)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'light-dark(#dbe4ff, #3b4470)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy light-dark(#e03131, #ff8787)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy light-dark(#d9730d, #ffc078)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-info': {
    backgroundImage: 'none',
    textDecoration: 'underline dotted light-dark(#59616b, #9aa2ab)',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    backgroundColor: floating,
    color: 'var(--mantine-color-text)',
    border,
    borderRadius: '8px',
    boxShadow: 'var(--mantine-shadow-md)',
    zIndex: '400',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li:first-child': { borderRadius: '7px 7px 0 0' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li:last-child': { borderRadius: '0 0 7px 7px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li:only-child': { borderRadius: '7px' },
  '.cm-tooltip.cm-tooltip-lint': { maxWidth: '360px', padding: '4px 0' },
  '.cm-diagnostic': {
    borderLeft: 'none',
    padding: '4px 10px',
    fontFamily: 'var(--mantine-font-family)',
    fontSize: '12px',
    whiteSpace: 'pre-wrap',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    fontSize: '12px',
    maxHeight: '240px',
    maxWidth: 'min(480px, 92vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { display: 'flex', gap: '16px', justifyContent: 'space-between', padding: '4px 10px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'light-dark(var(--mantine-color-indigo-0), #2a3160)',
    color: 'var(--mantine-color-text)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': { display: 'none' },
  '.hookline-completion-detail': {
    color: 'var(--mantine-color-dimmed)',
    fontFamily: 'var(--mantine-font-family)',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    maxWidth: '220px',
  },
  '.hookline-hover': { padding: '6px 10px', maxWidth: '360px', fontFamily: 'var(--mantine-font-family)', fontSize: '12px' },
  '.hookline-hover-title': { fontFamily: 'var(--mantine-font-family-monospace)', fontWeight: '600' },
  '.hookline-hover-line': { overflowWrap: 'anywhere' },
  '.hookline-hover-code': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    fontSize: '11px',
    marginTop: '4px',
    overflowWrap: 'anywhere',
    color: 'var(--mantine-color-dimmed)',
  },
  '.cm-diagnosticAction': {
    backgroundColor: 'light-dark(var(--mantine-color-indigo-0), #2a3160)',
    color: 'var(--mantine-color-text)',
    borderRadius: '4px',
    padding: '2px 8px',
    margin: '4px 0 0',
    display: 'block',
  },
  '.cm-completionInfo': { maxWidth: '280px', padding: '6px 10px', fontFamily: 'var(--mantine-font-family)', backgroundColor: ground },
})
