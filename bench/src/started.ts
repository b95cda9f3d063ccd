import { type Product, startProduct } from './product.ts'
import { type Receiver, startReceiver } from './receiver.ts'

export interface Started {
  product: Product
  receiver: Receiver
}

/** Starts a product on a new folder and a receiver, and stops both whatever happens. */
export async function withStarted<T>(work: (started: Started) => Promise<T>): Promise<T> {
  const receiver = await startReceiver()
  try {
    const product = await startProduct()
    try {
      return await work({ product, receiver })
    } finally {
      await product.stop()
    }
  } finally {
    receiver.stop()
  }
}
