import type { Page } from '@playwright/test'
import { api, sendEvents } from './api.ts'
import { seriousViolations } from './axe.ts'
import { block, bucketOf, drawTrigger, levelGraph, openJourney, untilStill } from './canvas.ts'
import { expect, type Hookline, test } from './hookline.ts'
import { signIn } from './sign-in.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

test.use({ timezoneId: 'UTC' })

/** trigger → level is at least 5 → wait → WebHook. */
function waitingGraph(url: string, wait: object) {
  const { nodes, edges } = levelGraph(url)
  const delay = { id: 'wait', type: 'delay', position: { x: 640, y: 0 }, config: wait }
  const crm = { ...nodes[2], position: { x: 960, y: 0 } }
  return {
    nodes: [...nodes.slice(0, 2), delay, crm],
    edges: [...edges.slice(0, 1), { from: 'level', to: 'wait', branch: 'yes' }, { from: 'wait', to: 'crm' }],
  }
}

async function publish(page: Page, version: number): Promise<void> {
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByText(`Version ${version} is live`)).toBeVisible()
}

test('a person draws a journey with a wait, sees a user wait in it, and sees the call once the time is over', async ({
  page,
  hookline,
  baseURL,
}) => {
  const unseen = watchPage(page, baseURL)
  await signIn(page, hookline)
  await drawTrigger(page)
  await page.getByRole('option', { name: /^If/ }).click()
  await page.getByRole('tree', { name: 'Fields' }).getByText('level', { exact: true }).click()
  await page.getByRole('textbox', { name: 'Value of condition 1' }).fill('5')
  await block(page, 'If').getByRole('button', { name: 'Add a block after “yes”' }).click()
  await page.getByRole('option', { name: /^Wait/ }).click()
  await expect(block(page, 'Wait: wait 1 day')).toBeVisible()
  await expect(page.getByText(/A user who comes here now goes on/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Wait for' }).fill('4')
  await page.getByRole('combobox', { name: 'Unit' }).selectOption('seconds')
  await expect(block(page, 'Wait: wait 4 seconds')).toBeVisible()
  await block(page, 'Wait').getByRole('button', { name: 'Add a block here' }).click()
  await page.getByRole('option', { name: /^WebHook/ }).click()
  await page.getByRole('textbox', { name: 'URL', exact: true }).click()
  await page.keyboard.insertText(bucketOf(hookline, 'journey-wait-0123456789'))
  await publish(page, 1)

  await sendEvents(hookline, { type: 'level_completed', userId: 'waiting-anna', data: { level: 7 } })
  await page.getByRole('button', { name: 'Runs', exact: true }).click()
  const runs = page.getByRole('complementary', { name: 'Runs' })
  await expect(runs.getByText('waiting-anna')).toBeVisible()
  await expect(runs.getByText('Finished').filter({ visible: true })).toBeVisible({ timeout: 15_000 })
  await runs.getByRole('button', { name: 'The way of the run of waiting-anna' }).click()
  await expect(runs.getByText(/went on/)).toBeVisible()
  const echo = await fetch(`${hookline.url}/echo-list/journey-wait-0123456789/`, { headers: { accept: 'application/json' } })
  expect(((await echo.json()) as { items: unknown[] }).items).toHaveLength(1)
  expect(unseen).toEqual(nothingUnseen)
})

test('a person sees on the block how many wait, who they are, and the same on the user’s page', async ({ page, hookline, baseURL }) => {
  const unseen = watchPage(page, baseURL)
  await signIn(page, hookline)
  await openJourney(page, hookline, {
    name: 'Two days later',
    graph: waitingGraph('https://crm.example.com/', { durationSeconds: 172_800 }),
  })
  await publish(page, 1)
  await sendEvents(hookline, { type: 'level_completed', userId: 'patient-ben', data: { level: 9 } })
  await expect(block(page, 'Wait: wait 2 days')).toContainText('1 waiting', { timeout: 40_000 })
  await block(page, 'Wait').getByRole('button', { name: '1 waiting' }).click()
  const waiting = page.getByRole('complementary', { name: 'Who waits at Wait' })
  await expect(waiting.getByText('goes on in 2 days')).toBeVisible()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Pause' }).click()
  await expect(page.getByText('Paused', { exact: true })).toBeVisible()
  await expect(waiting.getByText('Waiting', { exact: true })).toBeVisible()
  await waiting.getByRole('link', { name: 'patient-ben' }).click()
  await page.getByRole('tab', { name: /Journeys/ }).click()
  await expect(page.getByRole('row', { name: /Two days later/ })).toContainText('goes on in 2 days')
  expect(await seriousViolations(page)).toEqual([])
  expect(unseen).toEqual(nothingUnseen)
})

test('a person tries a draft: the wait is skipped, and says until when it would have lasted', async ({ page, hookline }) => {
  await signIn(page, hookline)
  const until = { time: '09:00', weekdays: ['mon'], timeZone: 'Europe/Berlin' }
  await openJourney(page, hookline, { name: 'On Monday', graph: waitingGraph('https://crm.example.com/', { until }) })
  await expect(block(page, 'Wait: wait until Monday 09:00, Europe/Berlin')).toBeVisible()
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  const drawer = page.getByRole('region', { name: 'Test' })
  await expect(drawer.getByText(/waits until Monday 09:00, Europe\/Berlin: would have gone on at \d+ \w+ \d{4}, 0[78]:00:00/)).toBeVisible()
  await expect(drawer.getByText('Waits', { exact: true })).toBeVisible()
  await expect(drawer.getByText(/Matched: 1 call/)).toBeVisible()
})

test('a person sets a wait without a mouse, and reads what is wrong with it where it is typed', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await openJourney(page, hookline, { name: 'By keys', graph: waitingGraph('https://crm.example.com/', { durationSeconds: 3600 }) })
  await block(page, 'Wait').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: 'For a time' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('textbox', { name: 'Wait for' })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('400')
  await page.keyboard.press('Tab')
  await page.keyboard.type('d')
  await expect(block(page, 'Wait: wait 400 days')).toBeVisible()
  const panel = page.getByRole('complementary', { name: 'Wait' })
  await expect(panel.getByText(/A wait is 1 second to 365 days long/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toHaveAttribute('aria-disabled', 'true')
  await panel.getByRole('radio', { name: 'Until a time of day' }).focus()
  await page.keyboard.press('Space')
  await panel.getByLabel('Wait until').fill('18:30')
  await panel.getByRole('checkbox', { name: 'Fri' }).focus()
  await page.keyboard.press('Space')
  await panel.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Ber')
  await page.getByRole('option', { name: 'Europe/Berlin' }).click()
  await expect(block(page, 'Wait: wait until Friday 18:30, Europe/Berlin')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toHaveAttribute('aria-disabled', 'false')
})

test('settings that come late leave the focus where a person has gone meanwhile', async ({ page, hookline }) => {
  const arrival = Promise.withResolvers<void>()
  await page.route('**/delay-form-*.js', async (route) => {
    await arrival.promise
    await route.continue()
  })
  await signIn(page, hookline)
  await openJourney(page, hookline, { name: 'Late', graph: waitingGraph('https://crm.example.com/', { durationSeconds: 3600 }) })
  await block(page, 'Wait').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Wait' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(block(page, 'Tell the CRM')).toBeFocused()
  arrival.resolve()
  await expect(page.getByRole('textbox', { name: 'Wait for' })).toBeVisible()
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await expect(block(page, 'Tell the CRM')).toBeFocused()
})

async function journeyWithRuns(page: Page, hookline: Hookline): Promise<void> {
  const { id } = await api<{ id: string }>(hookline, 'POST /v1/automations', {
    ...{ name: 'Seen by everybody', kind: 'journey' },
    draft: waitingGraph('https://crm.example.com/', {
      until: { time: '09:00', weekdays: ['mon', 'thu'], timeZone: 'America/St_Johns' },
    }),
  })
  await api(hookline, `POST /v1/automations/${id}/publish`)
  await sendEvents(hookline, ...['ada', 'bob', 'cid'].map((userId) => ({ type: 'level_completed', userId, data: { level: 8 } })))
  await page.goto(`/automations/${id}`)
  await expect(block(page, 'Wait')).toContainText('3 waiting', { timeout: 40_000 })
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 900]) {
    test.describe(`${colorScheme}, ${width} wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } })

      test('the wait, its settings and its runs can be read by everybody', async ({ page, hookline }) => {
        await signIn(page, hookline)
        await journeyWithRuns(page, hookline)
        const shot = async (name: string) => {
          expect(await seriousViolations(page)).toEqual([])
          await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}-${width}.png`) })
        }
        await block(page, 'Wait').focus()
        await page.keyboard.press('Enter')
        await expect(page.getByRole('complementary', { name: 'Wait' })).toBeVisible()
        await untilStill(page)
        await shot('settings')
        await page.getByRole('tab', { name: 'Who waits here' }).click()
        await expect(page.getByRole('link', { name: 'ada' })).toBeVisible()
        await shot('who-waits')
        await page.getByRole('button', { name: 'Runs', exact: true }).click()
        await page.getByRole('button', { name: 'The way of the run of bob' }).click()
        await shot('runs')
        await page.getByRole('button', { name: 'Close: Runs' }).click()
        await page.getByRole('button', { name: 'Test', exact: true }).click()
        await expect(page.getByText('Waits', { exact: true })).toBeVisible()
        await untilStill(page)
        await shot('test')
        await page.goto('/users/ada')
        await page.getByRole('tab', { name: /Journeys/ }).click()
        await expect(page.getByText(/goes on/).first()).toBeVisible()
        await shot('user')
      })
    })
  }
}
