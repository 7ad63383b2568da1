import { mdiAccountMultipleOutline } from '@mdi/js'

import type { Feature } from '../../app/feature.ts'

export const clients: Feature = {
  navigation: { title: 'Clients', icon: mdiAccountMultipleOutline, to: '/clients', roles: ['org_admin', 'dietitian', 'assistant'] },
  routes: [],
}
