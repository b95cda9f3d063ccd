import { expect, test } from 'vitest'
import { localPath } from './local-path.ts'

test('after signing in one goes back to a path of this page', () => {
  expect(localPath('/automations/aut_1?tab=test')).toBe('/automations/aut_1?tab=test')
})

test.each([undefined, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'a link that leads elsewhere is not followed: %s',
  (back) => {
    expect(localPath(back)).toBe('/')
  },
)
