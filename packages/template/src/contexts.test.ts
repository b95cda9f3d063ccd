import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTemplate, contextOfContentType, type RenderResult, type TemplateContext, urlSkeleton } from './index.ts'
import { sampleScope } from './sample-scope.fixture.ts'

function render(source: string, context: TemplateContext, v: unknown): RenderResult {
  const compiled = compileTemplate(source, context)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
  // What the tests put in is JSON.
  return compiled.template.render(sampleScope({ v: v as never }))
}

function codes(source: string, context: TemplateContext): string[] {
  const compiled = compileTemplate(source, context)
  return compiled.ok ? [] : compiled.diagnostics.map(({ code }) => code)
}

/** A text as it survives UTF-8. */
function wellFormed(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text))
}

const anyText = fc.string({ unit: 'binary' })

describe('the context of a content type', () => {
  it.each([
    ['application/json', 'json'],
    ['Application/JSON; charset=utf-8', 'json'],
    ['application/vnd.api+json', 'json'],
    ['application/x-www-form-urlencoded', 'form'],
    ['text/plain', 'text'],
    ['application/xml', 'xml'],
    ['text/xml; charset=utf-8', 'xml'],
    ['application/atom+xml', 'xml'],
    ['', 'text'],
  ])('%s is %s', (contentType, context) => {
    expect(contextOfContentType(contentType)).toBe(context)
  })
})

describe('a URL', () => {
  it('any value comes out of path and query as itself, and leaves the rest as it was written', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const rendered = render('https://example.com:8443/a/{{event.v}}-b?x={{event.v}}&y=1', 'url', value)
        if (!rendered.ok) throw new Error(rendered.message)
        const url = new URL(rendered.text)
        const kept = wellFormed(value)
        expect(url.origin).toBe('https://example.com:8443')
        expect(decodeURIComponent(url.pathname)).toBe(`/a/${kept}-b`)
        expect([...url.searchParams]).toEqual([
          ['x', kept],
          ['y', '1'],
        ])
      }),
    )
  })

  it.each([
    '{{event.url}}',
    'https://{{event.host}}/x',
    'https://example.com{{event.path}}',
    'https://example.com:{{event.port}}/',
    'https://{{event.user}}@example.com/',
    '{{event.scheme}}://example.com/',
    'https:{{event.rest}}',
    'https:/{{event.rest}}',
    'https:///{{event.rest}}',
    '{{#if event.eu}}https://eu.example.com/{{else}}https://us.example.com/{{/if}}',
    '/{{event.path}}',
    'https://exa mple.com/{{event.x}}',
  ])('host and scheme never come from data: %s', (source) => {
    expect(codes(source, 'url')).toEqual(['template.url-host'])
    expect(urlSkeleton(source)).toMatchObject({ ok: false, diagnostics: [{ code: 'template.url-host', severity: 'error' }] })
  })

  it.each([
    ['.', false],
    ['..', false],
    ['...', true],
    ['.x', true],
    ['', true],
    ['../..', true],
    ['%2e%2e', true],
  ])('no value climbs out of its path: %j', (value, ok) => {
    expect(render('https://example.com/a/{{event.v}}/b', 'url', value).ok).toBe(ok)
  })

  it('nor together with what stands beside it', () => {
    expect(render('https://example.com/a/.{{event.v}}/b', 'url', '.')).toMatchObject({ ok: false, code: 'invalid-url' })
    expect(render('https://example.com/a/%2{{event.v}}/b', 'url', 'e')).toMatchObject({ ok: false, code: 'invalid-url' })
    expect(render('https://example.com/a?x=/{{event.v}}/', 'url', '..').ok).toBe(true)
    expect(codes('https://example.com/../{{event.v}}', 'url')).toEqual(['template.url-dots'])
  })

  it('the path stays below where it was written for any value', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', '/', '\\', '%', '2', 'e', 'a', '?', '#', '\t', '\n') }), (value) => {
        const rendered = render('https://example.com/base/{{event.v}}/{{event.v}}', 'url', value)
        if (rendered.ok) expect(new URL(rendered.text).pathname.startsWith('/base/')).toBe(true)
      }),
    )
  })

  it('control characters in its text are refused', () => {
    expect(codes('https://example.com/a\nb', 'url')).toEqual(['template.url-text'])
  })

  it('its skeleton shows what does not depend on data', () => {
    expect(urlSkeleton('https://example.com:81/u/{{event.v}}?{{#if event.a}}a=1{{/if}}')).toEqual({
      ok: true,
      text: 'https://example.com:81/u/x?x',
    })
    expect(urlSkeleton('http://localhost')).toEqual({ ok: true, text: 'http://localhost' })
  })
})

describe('a header', () => {
  it('carries visible ASCII or says why not', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'grapheme-ascii' })), (value) => {
        const rendered = render('Bearer {{event.v}}', 'header', value)
        if (rendered.ok) expect(rendered.text).toMatch(/^Bearer[\t\x20-\x7e]*$/)
        else expect(rendered.code).toBe('invalid-header')
        expect(rendered.ok).toBe(/^[\t\x20-\x7e]*$/.test(value))
      }),
    )
  })

  it.each(['b\r\nx-injected: 1', 'b\nx: 1', 'b\u0000c', 'я', 'é', '\u007f'])('%j is refused, as text and as value', (value) => {
    expect(render('{{event.v}}', 'header', value)).toMatchObject({ ok: false, code: 'invalid-header' })
    // Handlebars itself takes no NUL.
    expect(codes(value, 'header')).toEqual([value.includes('\u0000') ? 'template.syntax' : 'template.header-text'])
  })

  it('loses white space around it', () => {
    expect(render(' \t{{event.v}} ', 'header', ' a\tb ')).toEqual({ ok: true, text: 'a\tb' })
  })
})

describe('a form', () => {
  it('any value comes out of it as itself', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const rendered = render('a={{event.v}}&b=2', 'form', value)
        expect(rendered.ok && [...new URLSearchParams(rendered.text)]).toEqual([
          ['a', wellFormed(value)],
          ['b', '2'],
        ])
      }),
    )
  })
})

describe('a whole URL from data', () => {
  const options = { allowedOrigins: ['https://crm.example.com', 'http://hooks.example.org:8080'] }
  const rendered = (source: string, v: unknown) => {
    const compiled = compileTemplate(source, 'url', options)
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
    return compiled.template.render(sampleScope({ v: v as never }))
  }

  it.each([
    'https://crm.example.com',
    'https://crm.example.com/a/b?c=d%20e#f',
    'HTTPS://CRM.example.com:443/x',
    'http://hooks.example.org:8080/x',
  ])('is called where its origin is allowed: %s', (url) => {
    expect(rendered('{{event.v}}', url)).toEqual({ ok: true, text: url })
  })

  it.each([
    'https://evil.example/',
    'http://crm.example.com/',
    'https://crm.example.com.evil.example/',
    'https://crm.example.com@evil.example/',
    'https://crm.example.com\\@evil.example/',
    'https://crm.example.com:8443/',
    'https://evil.example/https://crm.example.com/',
    ' https://crm.example.com/',
    'https://crm.example.com/a b',
    'https://crm.example.com/\n',
    'https://crm.example.com/a/../b',
    'https://crm\u3002example.com/',
    '//crm.example.com/',
    '',
    5,
    null,
  ])('is refused otherwise: %j', (url) => {
    expect(rendered('{{event.v}}', url)).toMatchObject({ ok: false, code: 'invalid-url' })
  })

  it('may be followed by more, which never changes where it leads', () => {
    expect(rendered('{{event.v}}/x?u={{user.id}}', 'https://crm.example.com')).toEqual({
      ok: true,
      text: 'https://crm.example.com/x?u=u-42',
    })
    expect(rendered('{{event.v}}.evil.example/', 'https://crm.example.com')).toMatchObject({ ok: false, code: 'invalid-url' })
    expect(urlSkeleton('{{event.v}}?a={{event.b}}', options.allowedOrigins)).toEqual({ ok: true, text: 'https://crm.example.com/?a=x' })
  })

  it('is an error as long as no origin is allowed', () => {
    expect(codes('{{event.v}}', 'url')).toEqual(['template.url-host'])
  })
})

describe('XML', () => {
  it('any value in content or an attribute adds no markup', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", ']', '-', '!', '?', '\n', '\u0000') })),
        (value) => {
          const rendered = render('<a b="{{event.v}}" c=\'{{event.v}}\'>{{event.v}}</a>', 'xml', value)
          if (!rendered.ok) throw new Error(rendered.message)
          const [, attribute = '', other, content] = /^<a b="([^"<>]*)" c='([^'<>]*)'>([^<>]*)<\/a>$/.exec(rendered.text) ?? []
          expect(attribute).toBe(other)
          expect(unescaped(attribute)).toBe(xmlKept(value))
          expect(unescaped(content ?? '')).toBe(xmlKept(value))
        },
      ),
    )
  })

  it.each([
    '<{{event.v}}/>',
    '<a {{event.v}}="1"/>',
    '<a b={{event.v}}/>',
    '<!-- {{event.v}} -->',
    '<![CDATA[{{event.v}}]]>',
    '<?xml version="{{event.v}}"?>',
  ])('a value stands nowhere else: %s', (source) => {
    expect(codes(source, 'xml')).toEqual(['template.xml-place'])
  })

  it('a block leaves the markup as it found it', () => {
    expect(codes('<a>{{#each event.v}}<b>{{this}}</b>{{else}}<c/>{{/each}}</a>', 'xml')).toEqual([])
    expect(codes('<a {{#if event.v}}b="{{event.v}}"{{/if}}/>', 'xml')).toEqual([])
    expect(codes('<a {{#if event.v}}>{{/if}}{{event.v}}', 'xml')).toContain('template.mixed-position')
  })
})

function unescaped(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replace(/&(?:(\w+)|#(\d+));/g, (_, name: string | undefined, code) =>
    name ? (named[name] ?? '') : String.fromCharCode(Number(code)),
  )
}

function xmlKept(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot carry them
  return wellFormed(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
}

describe('a text', () => {
  it.each([
    ['a"b', 'a"b'],
    [{ a: [1] }, '{"a":[1]}'],
    [null, ''],
    [false, 'false'],
    [-0, '0'],
    ['\ud800x', '\ufffdx'],
    ['😀', '😀'],
  ])('%j is written as %j', (value, text) => {
    expect(render('{{event.v}}', 'text', value)).toEqual({ ok: true, text })
  })
})
