// What a receiver does with a call (Standard Webhooks): the HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`, keyed
// with the base64 behind `whsec_`, must be one of the `v1,<base64>` of `webhook-signature`. Each of these needs nothing but
// its language's own library. Those for Node and, where it is installed, Python are run by the tests.

export interface SignatureCode {
  /** The language as its people call it. */
  label: string
  code: string
}

const node = `import { createHmac, timingSafeEqual } from 'node:crypto'

// body: the raw bytes or text, before it is parsed; headers: names in lower case
export function verify(secret, headers, body) {
  const id = headers['webhook-id']
  const timestamp = headers['webhook-timestamp']
  const ageSeconds = Math.abs(Date.now() / 1000 - Number(timestamp))
  if (!id || !(ageSeconds <= 300)) return false // 5 minutes

  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(\`\${id}.\${timestamp}.\`).update(body).digest()
  return (headers['webhook-signature'] ?? '').split(' ').some((one) => {
    const [version, signature = ''] = one.split(',')
    const given = Buffer.from(signature, 'base64')
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
}`

const python = `import base64, hashlib, hmac, time

# body: the raw bytes, before they are parsed; headers: names in lower case
def verify(secret: str, headers: dict, body: bytes) -> bool:
    id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not id or not timestamp.isdigit() or abs(time.time() - int(timestamp)) > 300:  # 5 minutes
        return False

    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(
        hmac.compare_digest(one.encode(), f"v1,{expected}".encode())
        for one in headers.get("webhook-signature", "").split(" ")
    )`

const php = `<?php
// $body: file_get_contents('php://input'); $headers: array_change_key_case(getallheaders())
function verify(string $secret, array $headers, string $body): bool
{
    $id = $headers['webhook-id'] ?? '';
    $timestamp = $headers['webhook-timestamp'] ?? '';
    if ($id === '' || !ctype_digit($timestamp) || abs(time() - (int) $timestamp) > 300) { // 5 minutes
        return false;
    }

    $key = base64_decode(preg_replace('/^whsec_/', '', $secret));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "{$id}.{$timestamp}.{$body}", $key, true));
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $one) {
        if (hash_equals($expected, $one)) {
            return true;
        }
    }
    return false;
}`

const go = `package hooks

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Verify takes the raw body, before it is parsed.
func Verify(secret string, headers http.Header, body []byte) bool {
	id, timestamp := headers.Get("webhook-id"), headers.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if id == "" || err != nil || math.Abs(float64(time.Now().Unix()-seconds)) > 300 { // 5 minutes
		return false
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		return false
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + timestamp + "."))
	mac.Write(body)
	expected := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	for _, one := range strings.Split(headers.Get("webhook-signature"), " ") {
		if hmac.Equal([]byte(one), []byte(expected)) {
			return true
		}
	}
	return false
}`

/** How a receiver verifies a signature, by language. */
export const signatureCodes: readonly SignatureCode[] = [
  { label: 'Node', code: node },
  { label: 'Python', code: python },
  { label: 'PHP', code: php },
  { label: 'Go', code: go },
]
