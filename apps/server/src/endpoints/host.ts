/** The host of a URL or its template, which may have mustaches behind it; empty where none can be told. */
export function hostOf(url: string): string {
  return /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? ''
}
