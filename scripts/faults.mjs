// npm run faults [-- --quick] [-- --only NAME] [-- --out FILE]: faults put to what `npm start` would run (docs/faults.md).
import { runBuilt } from './run-built.mjs'

await runBuilt('e2e/faults/main.ts')
