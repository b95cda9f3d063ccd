import postgres from 'postgres'

export interface Notifications {
  /** What was told since, in the order of the commits. */
  heard: string[]
  close: () => Promise<void>
}

/**
 * Hears what a database's transactions tell on a channel from now on. On a connection of its own: the one that a program listens
 * with already may still have to hear of what was committed before.
 */
export async function hearNotifications(databaseUrl: string, channel: string): Promise<Notifications> {
  const sql = postgres(databaseUrl, { max: 1 })
  const heard: string[] = []
  await sql.listen(channel, (text) => heard.push(text.trim()))
  return { heard, close: () => sql.end() }
}
