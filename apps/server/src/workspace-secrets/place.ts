/** The place of the workspace's own secrets among those of webhooks and automations: it has no source. */
export const workspaceSourceId = '00000000-0000-0000-0000-000000000000'
