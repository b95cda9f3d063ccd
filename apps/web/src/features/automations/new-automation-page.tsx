export function NewAutomationPage() {
  return null
}
