import type { DeliveryErrorCode } from '@hookline/webhook'
import { errors } from 'undici'
import { ConnectError, reasonOf } from './connect-error.ts'

/** What went wrong with an exchange, in one of the words of `deliveryErrors`, and the exact reason. */
export interface SendError {
  code: DeliveryErrorCode
  message: string
}

/** Maps what undici and Node report once there is a connection, or a ConnectError from before. */
export function sendErrorOf(error: Error): SendError {
  if (error instanceof ConnectError) return { code: error.reason, message: error.message }
  return { code: codeOf(error), message: reasonOf(error) }
}

/** What nghttp2 calls an answer that is not HTTP/2; it has no other form than the text. */
const protocolErrors = /NGHTTP2_(?:PROTOCOL|FLOW_CONTROL|FRAME_SIZE|COMPRESSION)_ERROR/

function codeOf(error: Error): DeliveryErrorCode {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW') return 'headers-too-large'
  // undici refuses these before it writes anything.
  if (code === 'ERR_INVALID_HTTP_TOKEN' || code === 'ERR_INVALID_CHAR' || code === 'ERR_HTTP2_INVALID_CONNECTION_HEADERS')
    return 'invalid-header'
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED')
    return error.message.includes('header') ? 'invalid-header' : 'invalid-url'
  if (error instanceof errors.HTTPParserError || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return 'protocol'
  if (code === 'UND_ERR_SOCKET' && error.message.startsWith('bad ')) return 'protocol'
  if (code === 'ERR_HTTP2_ERROR' || (code === 'ERR_HTTP2_STREAM_ERROR' && protocolErrors.test(error.message))) return 'protocol'
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return 'tls'
  return 'reset'
}
