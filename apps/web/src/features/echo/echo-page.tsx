export function EchoPage() {
  return null
}
