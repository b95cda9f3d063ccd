const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes as JSON can carry them: text where they are UTF-8, else base64; nothing is changed. */
export interface BodyText {
  body: string
  bodyEncoding?: 'base64'
}

/** In: the bytes, and whether they were cut off, which may have split their last character: then it is left out. */
export function bodyText(bytes: Buffer, isCut = false): BodyText {
  for (const end of isCut ? endsOfText(bytes) : [bytes.length]) {
    try {
      return { body: decoder.decode(bytes.subarray(0, end)) }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return { body: bytes.toString('base64'), bodyEncoding: 'base64' }
}

/** Where text may end: at the end, or before a last character of which a part is missing (at most three bytes). */
function endsOfText(bytes: Buffer): number[] {
  return [0, 1, 2, 3].map((cut) => bytes.length - cut).filter((end) => end >= 0)
}
