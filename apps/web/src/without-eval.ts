// The page's policy forbids code made from text, and zod tries for it once when its schemas are made: it is told not to.
// Said here, before any schema is loaded, without loading zod for it.
declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined
}

globalThis.__zod_globalConfig = { jitless: true }

export {}
