/** Where to go after signing in: a path of this page and nothing else, whatever the link said. */
export function localPath(back: string | undefined): string {
  return back !== undefined && /^\/(?![/\\])/.test(back) ? back : '/'
}
