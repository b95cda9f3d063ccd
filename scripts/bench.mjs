// npm run bench [-- --quick] [-- --out FILE]: the benchmarks, against what `npm start` would run.
import { runBuilt } from './run-built.mjs'

await runBuilt('bench/src/main.ts')
