/**
 * Keeps the open page up to date. When the live stream says that the bucket has changed it fetches the page itself and
 * takes over the requests it does not show yet, as nodes that the server escaped; what a person opened stays open. Served
 * as a file, for nothing may run inline.
 */
export const script = `
const list = document.getElementById('requests')
const live = document.getElementById('live')
const said = live.textContent
const unreached = 'Not up to date: the server cannot be reached. Trying again.'
let etag = list.dataset.etag

function relative(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 5) return 'just now'
  if (seconds < 60) return seconds + ' s ago'
  if (seconds < 3600) return Math.floor(seconds / 60) + ' min ago'
  if (seconds < 86400) return Math.floor(seconds / 3600) + ' h ago'
  return Math.floor(seconds / 86400) + ' d ago'
}

function tellTimes() {
  for (const time of list.querySelectorAll('time')) time.textContent = relative(Date.now() - Date.parse(time.dateTime))
}

function show(text) {
  const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('requests')
  etag = fresh.dataset.etag
  const hadSome = list.querySelector('details') !== null
  const ids = new Set([...fresh.children].map((node) => node.id))
  for (const node of [...list.children]) if (!ids.has(node.id)) node.remove()
  const first = list.firstElementChild
  for (const node of [...fresh.children]) {
    if (document.getElementById(node.id)) continue
    if (hadSome) node.removeAttribute('open')
    list.insertBefore(document.importNode(node, true), first)
  }
}

let isLooking = false
let isDue = false

async function look() {
  isDue = true
  if (isLooking) return
  isLooking = true
  while (isDue) {
    isDue = false
    await lookOnce()
  }
  isLooking = false
}

async function lookOnce() {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html', 'if-none-match': etag }, cache: 'no-store' })
    if (answer.status === 200) show(await answer.text())
    const isFine = answer.status === 200 || answer.status === 304
    live.textContent = isFine ? said : 'Not up to date: the server answered ' + answer.status + '. Trying again.'
  } catch {
    live.textContent = unreached
  }
  tellTimes()
}

function follow() {
  const stream = new EventSource('/v1/stream?topics=' + list.dataset.topic)
  stream.onopen = look
  stream.onmessage = look
  stream.onerror = () => {
    live.textContent = unreached
    // A stream that was refused is not opened again by itself.
    if (stream.readyState !== EventSource.CLOSED) return
    void look()
    setTimeout(follow, 5000)
  }
}

const copy = document.getElementById('copy')
if (navigator.clipboard) {
  copy.hidden = false
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById('address').textContent)
      copy.textContent = 'Copied'
    } catch {
      copy.textContent = 'Not copied: select the address'
    }
    setTimeout(() => { copy.textContent = 'Copy' }, 1500)
  })
}

tellTimes()
setInterval(tellTimes, 5000)
follow()
`
