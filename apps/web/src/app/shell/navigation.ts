import {
  IconActivity,
  IconHome,
  IconMailForward,
  IconRoute,
  IconSettings,
  IconSpeakerphone,
  IconUsers,
  IconWaveSine,
  IconWebhook,
} from '@tabler/icons-react'

/** The places of the left bar. `key` is the letter after `g` that leads there. */
export const places = [
  { to: '/', label: 'Home', icon: IconHome, key: 'h' },
  { to: '/automations', label: 'Automations', icon: IconRoute, key: 'a' },
  { to: '/campaigns', label: 'Campaigns', icon: IconSpeakerphone, key: 'c' },
  { to: '/api-central', label: 'API central', icon: IconWebhook, key: 'w' },
  { to: '/deliveries', label: 'Deliveries', icon: IconMailForward, key: 'd' },
  { to: '/events', label: 'Events', icon: IconActivity, key: 'e' },
  { to: '/users', label: 'Users', icon: IconUsers, key: 'u' },
  { to: '/echo', label: 'Echo', icon: IconWaveSine, key: 'o' },
  { to: '/settings', label: 'Settings', icon: IconSettings, key: 's' },
] as const
