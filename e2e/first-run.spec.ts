import type { Page } from '@playwright/test'
import { seriousViolations } from './axe.ts'
import { expect, runHookline, test } from './hookline.ts'
import { signIn } from './sign-in.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

/** What a person had to do, counted by the page itself. */
interface Effort {
  clicks: number
  drags: number
  typedFields: number
}

/** The goal of the product (screens: what we measured in others). */
const goal: Effort = { clicks: 12, drags: 0, typedFields: 3 }

const dragPxMin = 8

/** Counts from the next document on, over page loads, until `effortOf` is asked. */
async function countEffort(page: Page): Promise<void> {
  await page.addInitScript((dragPx) => {
    const key = 'e2e-effort'
    const read = (): { clicks: number; drags: number; fields: string[] } =>
      JSON.parse(sessionStorage.getItem(key) ?? '{"clicks":0,"drags":0,"fields":[]}')
    const change = (edit: (effort: ReturnType<typeof read>) => void) => {
      const effort = read()
      edit(effort)
      sessionStorage.setItem(key, JSON.stringify(effort))
    }
    let down: { x: number; y: number } | null = null
    addEventListener('pointerdown', (event) => (down = { x: event.clientX, y: event.clientY }), { capture: true })
    addEventListener(
      'pointerup',
      (event) => {
        const way = down ? Math.hypot(event.clientX - down.x, event.clientY - down.y) : 0
        change((effort) => {
          if (way > dragPx) effort.drags++
          else effort.clicks++
        })
        down = null
      },
      { capture: true },
    )
    const typed = (target: EventTarget | null) => {
      const field = target instanceof HTMLElement ? `${location.pathname} ${target.id || target.getAttribute('aria-label')}` : ''
      change((effort) => {
        if (!effort.fields.includes(field)) effort.fields.push(field)
      })
    }
    addEventListener('keydown', (event) => event.key.length === 1 && !event.ctrlKey && typed(event.target), { capture: true })
    addEventListener('paste', (event) => typed(event.target), { capture: true })
  }, dragPxMin)
}

async function effortOf(page: Page): Promise<Effort> {
  return page.evaluate(() => {
    const { clicks, drags, fields } = JSON.parse(sessionStorage.getItem('e2e-effort') ?? '{"clicks":0,"drags":0,"fields":[]}')
    return { clicks, drags, typedFields: fields.length }
  })
}

function expectWithinGoal(effort: Effort): void {
  expect(effort.clicks, 'the clicks were counted').toBeGreaterThan(0)
  expect(effort.clicks).toBeLessThanOrEqual(goal.clicks)
  expect(effort.drags).toBeLessThanOrEqual(goal.drags)
  expect(effort.typedFields).toBeLessThanOrEqual(goal.typedFields)
}

const ways = [
  { card: 'Call an API when something happens', make: 'Publish the rule', made: 'Automation', body: '"level_name": "Sunken city"' },
  { card: 'Draw a journey', make: 'Publish the journey', made: 'Automation', body: '"level_name": "Sunken city"' },
  { card: 'Forward events to my server', make: 'Make the webhook', made: 'Webhook', body: '"type": "level_completed"' },
]

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    for (const { card, make, made, body } of ways) {
      test(`a newcomer chooses "${card}" and sees the call arrive in echo`, async ({ page, hookline }, info) => {
        // axe looks at every step.
        test.slow()
        const unseen = watchPage(page, hookline.url)
        await signIn(page, hookline)
        unseen.errors.length = 0
        await countEffort(page)
        await page.goto('/first-run')
        await expect(page.getByRole('heading', { name: 'What do you want to do?' })).toBeVisible()
        expect(await seriousViolations(page)).toEqual([])

        await page.getByRole('link', { name: card }).click()
        const makes = page.getByRole('button', { name: make })
        await expect(makes).toBeEnabled()
        expect(await seriousViolations(page)).toEqual([])

        await makes.click()
        const sends = page.getByRole('button', { name: 'Send the sample event' })
        await expect(sends).toBeVisible()
        expect(await seriousViolations(page)).toEqual([])

        await sends.click()
        const arrived = page.getByRole('region', { name: 'What arrives' })
        await expect(arrived).toContainText('It arrived')
        await expect(arrived).toBeInViewport()
        await expect(arrived.getByRole('region', { name: 'Body that arrived' })).toContainText(body)
        const effort = await effortOf(page)
        expectWithinGoal(effort)
        info.annotations.push({ type: 'effort', description: JSON.stringify(effort) })
        console.log(`${card}: ${effort.clicks} clicks, ${effort.drags} drags, ${effort.typedFields} typed fields`)

        await expect(page.getByRole('heading', { name: /^Step \d, done: Send a sample event$/ })).toBeVisible()
        await expect(page.getByRole('region', { name: 'What was made' })).toContainText(made)
        expect(await seriousViolations(page)).toEqual([])
        expect(unseen).toEqual(nothingUnseen)
      })
    }
  })
}

test('a developer is shown the signing secret once, and that it fits', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await page.goto('/first-run?way=forward')
  await page.getByRole('button', { name: 'Make the webhook' }).click()
  await expect(page.getByRole('region', { name: 'The signing secret, shown only now' })).toContainText('whsec_')
  await page.getByRole('button', { name: 'Send the sample event' }).click()
  await expect(page.getByText('Signature is valid')).toBeVisible()
  await page.reload()
  await expect(page.getByText('It arrived')).toBeVisible()
  await expect(page.getByText('whsec_')).toHaveCount(0)
})

test('a marketer changes a value and reads why the journey does not call', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await page.goto('/first-run?way=journey')
  await page.getByRole('button', { name: 'Publish the journey' }).click()
  await page.getByRole('textbox', { name: 'level', exact: true }).fill('3')
  await page.getByRole('button', { name: 'Send the sample event' }).click()
  const arrives = page.getByRole('region', { name: 'What arrives' })
  await expect(arrives).toContainText('No call was made')
  await expect(arrives).toContainText(/level.*3/)
  await page.getByRole('textbox', { name: 'level', exact: true }).fill('7')
  await page.getByRole('button', { name: 'Send another' }).click()
  await expect(arrives.getByRole('region', { name: 'Body that arrived' })).toContainText('"level": 7')
  await page.getByRole('link', { name: 'Open on the canvas' }).click()
  await expect(page).toHaveURL(/\/automations\/aut_/)
})

test('a private address is refused with the remedy, and what was saved by then is named', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await page.goto('/first-run?way=rule')
  await page.getByText('My own URL').click()
  await page.getByRole('button', { name: 'Publish the rule' }).click()
  await expect(page.getByText('Paste the URL that receives the calls')).toBeVisible()
  await page.getByRole('textbox', { name: 'URL' }).fill('http://192.168.7.7/hook')
  await page.getByRole('button', { name: 'Publish the rule' }).click()
  await expect(page.getByRole('alert')).toContainText('HOOKLINE_ALLOW_HOSTS')
  await expect(page.getByRole('region', { name: 'What was made' })).toContainText('Draft')
  expect(await seriousViolations(page)).toEqual([])
  await page.getByText('An echo bucket', { exact: true }).click()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('button', { name: 'Send the sample event' }).click()
  await expect(page.getByText('It arrived')).toBeVisible()
})

test('a person leaves, comes back to where they were, and deletes what was made', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await page.goto('/first-run?way=rule')
  await page.getByRole('button', { name: 'Publish the rule' }).click()
  await expect(page.getByRole('button', { name: 'Send the sample event' })).toBeVisible()
  await page.getByRole('link', { name: 'Automations', exact: true }).click()
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Send the sample event' })).toBeVisible()

  // By now another event comes more often; what was made still waits for its own.
  const headers = { authorization: `Bearer ${hookline.apiKey}`, 'content-type': 'application/json' }
  for (let sent = 0; sent < 40; sent++) {
    const body = JSON.stringify({ type: 'purchase_completed', userId: 'u-1', data: { amount: sent } })
    expect((await fetch(`${hookline.url}/v1/events`, { method: 'POST', headers, body })).status).toBe(202)
  }
  await expect(async () => {
    const { lastSeenAt } = await (await fetch(`${hookline.url}/v1/event-types/purchase_completed`, { headers })).json()
    expect(lastSeenAt).not.toBeNull()
  }).toPass()
  await page.reload()
  await expect(page.getByText('Level completed', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Send the sample event' }).click()
  await expect(page.getByText('It arrived')).toBeVisible()
  await page.getByRole('button', { name: 'Delete what was made…' }).click()
  await expect(page.getByRole('dialog')).toContainText('Level completed → echo')
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Publish the rule' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What was made' })).toHaveCount(0)
})

test('a developer copies the command that sends the event', async ({ page, context, hookline }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(page, hookline)
  await page.goto('/first-run?way=rule')
  await page.getByRole('button', { name: 'Publish the rule' }).click()
  await page.getByRole('button', { name: 'Send it from your own code' }).click()
  await page.getByRole('button', { name: 'Copy: send an event' }).click()
  await expect(page.getByRole('button', { name: 'Copied: send an event' })).toBeVisible()
  const command = await page.evaluate(() => navigator.clipboard.readText())
  const [, url = ''] = /^curl (\S+)/.exec(command) ?? []
  const [, body = ''] = /-d '([^']*)'$/.exec(command) ?? []
  const headers = { authorization: `Bearer ${hookline.apiKey}`, 'content-type': 'application/json' }
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(202)
})

test('on a fresh Hookline the first page asks for the first account, and leads to the first run', async ({ page }) => {
  test.setTimeout(120_000)
  await runHookline({ hasAdmin: false }, async ({ url, email, password }) => {
    await page.goto(url)
    await expect(page.getByRole('heading', { name: 'Make the first account' })).toBeVisible()
    await expect(page.getByText(/invited/), 'nothing is promised that does not exist').toHaveCount(0)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await seriousViolations(page)).toEqual([])
    }
    await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
    await page.getByRole('textbox', { name: 'Password' }).fill(password)
    await page.getByRole('button', { name: 'Make the account' }).click()
    await expect(page.getByRole('heading', { name: 'What do you want to do?' })).toBeVisible()
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Nothing has happened here yet' })).toBeVisible()
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('link', { name: 'Begin with a first call' }).click()
    await expect(page.getByRole('heading', { name: 'What do you want to do?' })).toBeVisible()
  })
})
