// What comes and goes thousands of times a second is not kept in a Map or a Set. Both leave a table behind whenever they have
// churned through one; V8 lets each table that was left hold the entries it had and the next table, so that one which has
// got old keeps all later ones and their entries alive until the next full collection (docs/decisions/0014).

/** Items by the place each was given, which is free again once it is taken out. */
export class Places<T> {
  #items: (T | null)[] = []
  #free: number[] = []

  /** Out: the item's place. */
  add(item: T): number {
    const place = this.#free.pop() ?? this.#items.length
    this.#items[place] = item
    return place
  }

  at(place: number): T | null {
    return this.#items[place] ?? null
  }

  /** Puts another item at a place that is taken. */
  replace(place: number, item: T): void {
    this.#items[place] = item
  }

  /** Takes out what is at a place that is taken. */
  remove(place: number): void {
    this.#items[place] = null
    this.#free.push(place)
  }

  /** All items there are, in no order. */
  all(): T[] {
    return this.#items.filter((item) => item !== null)
  }
}

/** Items by a key: the tables that it leaves behind hold keys and numbers alone. */
export class PlacesByKey<T> {
  #places = new Places<T>()
  #byKey = new Map<string, number>()

  get(key: string): T | null {
    const place = this.#byKey.get(key)
    return place === undefined ? null : this.#places.at(place)
  }

  set(key: string, item: T): void {
    const place = this.#byKey.get(key)
    if (place === undefined) this.#byKey.set(key, this.#places.add(item))
    else this.#places.replace(place, item)
  }

  delete(key: string): void {
    const place = this.#byKey.get(key)
    if (place === undefined) return
    this.#byKey.delete(key)
    this.#places.remove(place)
  }
}
