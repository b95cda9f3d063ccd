/** The page's look: the words, spaces and colours of the product's theme, in both schemes. */
export const style = `
:root { color-scheme: light dark; --text: #1f2328; --quiet: #59616b; --line: #dfe2e6; --ground: #f8f9fa; --card: #fff; --accent: #3b5bdb; --code: #f1f3f5; }
@media (prefers-color-scheme: dark) { :root { --text: #d5d7da; --quiet: #9aa2ab; --line: #383c42; --ground: #1a1c1f; --card: #2b2f34; --accent: #91a7ff; --code: #1a1c1f; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 24px; background: var(--ground); color: var(--text); font: 14px/1.5 "Inter Variable", Inter, system-ui, sans-serif; }
header, main { max-width: 1080px; margin: 0 auto; }
header { margin-bottom: 24px; }
.title { display: flex; align-items: baseline; justify-content: space-between; gap: 16px; }
h1 { font-size: 20px; line-height: 28px; margin: 0; font-weight: 600; }
h2 { font-size: 12px; line-height: 16px; margin: 16px 0 4px; font-weight: 600; color: var(--quiet); }
p { margin: 0; }
#live, .quiet, .size, time { color: var(--quiet); font-size: 12px; }
code, pre, td { font-family: "JetBrains Mono Variable", "JetBrains Mono", ui-monospace, monospace; font-size: 12px; }
.address { display: flex; gap: 8px; align-items: center; margin: 12px 0 8px; }
.address code { flex: 1; padding: 8px 12px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; overflow-wrap: anywhere; user-select: all; }
button { font: inherit; font-size: 12px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); color: var(--text); cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
main > details, .empty { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin-bottom: 8px; }
.empty { padding: 24px; }
.empty h2 { margin: 0 0 4px; font-size: 14px; line-height: 20px; color: var(--text); }
.empty pre { margin: 12px 0 0; }
main > details > summary { display: flex; align-items: center; gap: 12px; min-height: 40px; padding: 8px 12px; cursor: pointer; list-style: none; border-radius: 8px; }
main > details > summary::-webkit-details-marker { display: none; }
main > details > summary::before { content: "▸"; color: var(--quiet); width: 8px; }
main > details[open] > summary::before { content: "▾"; }
.method { font-weight: 600; font-size: 12px; min-width: 56px; }
.target { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
details[open] > summary .target { white-space: normal; overflow-wrap: anywhere; }
.size, time { font-variant-numeric: tabular-nums; white-space: nowrap; text-align: right; }
time { min-width: 88px; }
.inside { padding: 0 12px 16px 32px; }
.inside h2:first-child { margin-top: 4px; }
pre { margin: 0; padding: 8px 12px; background: var(--code); border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
pre + .quiet { margin-top: 4px; }
.raw { margin-top: 8px; font-size: 12px; color: var(--quiet); }
.raw summary { cursor: pointer; margin-bottom: 4px; }
.raw pre { color: var(--text); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 4px 16px 4px 0; border-top: 1px solid var(--line); }
tr:first-child > * { border-top: 0; }
th { font-weight: 400; font-size: 12px; color: var(--quiet); width: 220px; overflow-wrap: anywhere; }
td { overflow-wrap: anywhere; }
@media (max-width: 600px) { body { padding: 12px; } .size { display: none; } th { width: 120px; } }
`
