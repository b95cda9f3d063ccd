export function campaignPath(id: string): string {
  return `/v1/campaigns/${encodeURIComponent(id)}`
}
