// npm run bench -- --canvas: large journeys in a real Chromium, beside the same moves on a page without a canvas.
import { type Browser, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../e2e/browser.ts'
import { admin, type Product, startProduct } from './product.ts'
import { quantile } from './statistics.ts'

const steps = 180
/** The view glides to its place, and what it brings into sight is drawn. */
const settleMs = 1500

/** The frames while something moved: in milliseconds from one to the next. */
interface Frames {
  medianMs: number
  p95Ms: number
}

export interface CanvasFigures {
  blocks: number
  /** How many of them are in sight, and drawn. */
  drawn: number
  /** From the start of the navigation until the blocks stand and the page answers. */
  openMs: number
  drag: Frames
  /** The same moves of the pointer on a page without a canvas: what this browser does at most here. */
  limit: Frames
}

/** Opens a journey of each size, and drags one of its blocks. Out: the figures, in the order of `sizes`. */
export async function measureCanvas(sizes: readonly number[]): Promise<CanvasFigures[]> {
  const product = await startProduct()
  const browser = await chromium.launch(await findBrowser())
  try {
    const page = await signedIn(browser, product)
    const figures: CanvasFigures[] = []
    for (const blocks of sizes) figures.push(await measureOne(page, product, blocks))
    return figures
  } finally {
    await browser.close()
    await product.stop()
  }
}

async function signedIn(browser: Browser, { url }: Product): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password', { exact: true }).fill(admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'))
  return page
}

async function measureOne(page: Page, product: Product, blocks: number): Promise<CanvasFigures> {
  const draft = largeGraph(blocks)
  const { id } = await product.api<{ id: string }>('POST', '/v1/automations', { kind: 'journey', name: `${blocks} blocks`, draft })
  await page.goto(`${product.url}/settings`)
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  const limit = await framesWhileMoving(page, { x: 700, y: 600 })
  await page.goto(`${product.url}/automations/${id}`)
  const block = page.locator('.react-flow__node').first()
  await block.waitFor()
  const openMs = await page.evaluate(
    () => new Promise<number>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))),
  )
  // Blocks out of sight are not drawn: as many as can be are brought into sight, and the one in the middle is dragged.
  await page.getByRole('button', { name: 'Show everything (F)' }).click()
  await page.waitForTimeout(settleMs)
  const drawn = await page.locator('.react-flow__node').count()
  const middle = page.locator('.react-flow__node').nth(Math.floor(drawn / 2))
  const box = await middle.boundingBox()
  if (!box) throw new Error('the block in the middle is not drawn')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  const drag = await framesWhileMoving(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 })
  await page.mouse.up()
  return { blocks, drawn, openMs, drag, limit }
}

async function framesWhileMoving(page: Page, from: { x: number; y: number }): Promise<Frames> {
  await page.evaluate(() => {
    const frames: number[] = []
    let last = performance.now()
    const onFrame = (now: number) => {
      frames.push(now - last)
      last = now
      requestAnimationFrame(onFrame)
    }
    requestAnimationFrame(onFrame)
    Object.assign(window, { framesOfBench: frames })
  })
  for (let step = 1; step <= steps; step++) {
    await page.mouse.move(from.x + 80 * Math.sin(step / 12), from.y + 60 * Math.sin(step / 9))
  }
  const frames = await page.evaluate(() => (window as unknown as { framesOfBench: number[] }).framesOfBench.slice(2))
  return { medianMs: quantile(frames, 0.5), p95Ms: quantile(frames, 0.95) }
}

/** A trigger, and behind it conditions and calls in a grid that one sees as a whole. */
function largeGraph(blocks: number): { nodes: object[]; edges: object[] } {
  const columns = Math.ceil(Math.sqrt(blocks))
  const position = (index: number) => ({ x: (index % columns) * 320, y: Math.floor(index / columns) * 160 })
  const condition = { combinator: 'and', rules: [{ field: 'event.level', operator: '>=', value: 5 }] }
  const request = { method: 'POST', urls: ['https://crm.example.com/'], contentType: 'application/json', headers: [], body: null }
  const isCall = (index: number) => index % 2 === 0
  const nodes = Array.from({ length: blocks }, (_, index) => {
    if (index === 0) return { id: 'b0', type: 'trigger', position: position(0), config: { eventType: 'level_completed' } }
    if (isCall(index)) return { id: `b${index}`, type: 'webhook', position: position(index), config: { request, policy: {} } }
    return { id: `b${index}`, type: 'condition', position: position(index), config: { condition } }
  })
  const edges = nodes.slice(1).map(({ id }, index) => ({
    from: `b${index}`,
    to: id,
    ...(index > 0 && !isCall(index) && { branch: 'yes' }),
  }))
  return { nodes, edges }
}
