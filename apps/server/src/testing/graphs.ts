/** A drawn rule: trigger → WebHook. */
export function ruleOf(eventType: string, config: object): { nodes: object[]; edges: object[] } {
  return {
    nodes: [
      { id: 't', type: 'trigger', config: { eventType } },
      { id: 'w', type: 'webhook', config },
    ],
    edges: [{ from: 't', to: 'w' }],
  }
}
