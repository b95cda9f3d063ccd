// Before all stories Hookline starts once as a newcomer has it, in an empty folder: it makes its database, its tables and its
// admin. What that leaves behind is copied for each file of stories, whose own start takes a fourth of the time then.
import { rm } from 'node:fs/promises'
import { firstStartVariable, startFirst } from './hookline.ts'

export default async function firstStart(): Promise<() => Promise<void>> {
  const folder = await startFirst()
  process.env[firstStartVariable] = folder
  return () => rm(folder, { recursive: true, force: true })
}
