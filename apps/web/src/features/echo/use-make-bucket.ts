import type { EchoBucket } from '@hookline/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { notifyFailed } from '../../lib/notify.ts'
import { nextBucketName } from './next-bucket-name.ts'

/** Makes a bucket with a name and a secret that are found for it, and opens it. */
export function useMakeBucket(buckets: readonly EchoBucket[], open: (secret: string) => void) {
  const client = useQueryClient()
  const [isMaking, setMaking] = useState(false)
  const make = async () => {
    setMaking(true)
    try {
      const name = nextBucketName(buckets.map((bucket) => bucket.name))
      const { secret } = await call<EchoBucket>('POST', '/v1/echo-buckets', { body: { name } })
      await client.invalidateQueries({ queryKey: ['echo-buckets'] })
      open(secret)
    } catch (error) {
      notifyFailed('The bucket could not be made', error)
    } finally {
      setMaking(false)
    }
  }
  return { make, isMaking }
}
