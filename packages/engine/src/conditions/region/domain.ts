import type { JsonType } from '../json-type.ts'
import type { Scalar } from '../operator.ts'
import { complement, everywhere, type Intervals, intersect, nowhere, unite } from './intervals.ts'

/**
 * The values that a field may have, by their types. It may hold more values than were asked for, never fewer: what is
 * said of an empty domain is sure, of another one it is not.
 */
export interface Domain {
  readonly missing: boolean
  readonly objects: boolean
  readonly booleans: readonly boolean[]
  readonly numbers: Intervals<number>
  readonly texts: Intervals<string>
  /** Where the texts are dates: their moments, and how far these lie after now; in milliseconds. */
  readonly moments: Intervals<number>
  readonly aheads: Intervals<number>
  /** Elements that a list must have and must not have; null where the value is no list. */
  readonly lists: { readonly has: ReadonlySet<Scalar>; readonly lacks: ReadonlySet<Scalar> } | null
}

const anyList = { has: new Set<Scalar>(), lacks: new Set<Scalar>() }

export const noValue: Domain = {
  ...{ missing: false, objects: false, booleans: [], numbers: nowhere, texts: nowhere, moments: nowhere, aheads: nowhere, lists: null },
}

export const anyText = { texts: everywhere, moments: everywhere, aheads: everywhere } satisfies Partial<Domain>

export const anyValue: Domain = {
  ...{ missing: true, objects: true, booleans: [true, false], numbers: everywhere, ...anyText, lists: anyList },
}

/** All values of these types. */
export function ofTypes(types: readonly JsonType[]): Domain {
  const has = (type: JsonType) => types.includes(type)
  return {
    ...noValue,
    ...{ missing: has('missing'), objects: has('object') },
    ...(has('boolean') && { booleans: anyValue.booleans }),
    ...(has('number') && { numbers: everywhere }),
    ...(has('text') && anyText),
    ...(has('list') && { lists: anyList }),
  }
}

const hasTexts = ({ texts, moments, aheads }: Domain) => texts.length > 0 && moments.length > 0 && aheads.length > 0

export function isEmpty(domain: Domain): boolean {
  const { missing, objects, booleans, numbers, lists } = domain
  return !missing && !objects && booleans.length === 0 && numbers.length === 0 && !hasTexts(domain) && lists === null
}

/** The values that both hold. */
export function intersectDomains(left: Domain, right: Domain): Domain {
  return {
    missing: left.missing && right.missing,
    objects: left.objects && right.objects,
    booleans: left.booleans.filter((value) => right.booleans.includes(value)),
    numbers: intersect(left.numbers, right.numbers),
    texts: intersect(left.texts, right.texts),
    moments: intersect(left.moments, right.moments),
    aheads: intersect(left.aheads, right.aheads),
    lists:
      left.lists &&
      right.lists &&
      listsOf(new Set([...left.lists.has, ...right.lists.has]), new Set([...left.lists.lacks, ...right.lists.lacks])),
  }
}

function listsOf(has: ReadonlySet<Scalar>, lacks: ReadonlySet<Scalar>): Domain['lists'] {
  return [...has].some((element) => lacks.has(element)) ? null : { has, lacks }
}

/** The values that one of them holds, and perhaps more. */
export function uniteDomains(left: Domain, right: Domain): Domain {
  const { lists } = right
  const texts = hasTexts(left) ? (hasTexts(right) ? uniteTexts(left, right) : textsOf(left)) : textsOf(right)
  return {
    missing: left.missing || right.missing,
    objects: left.objects || right.objects,
    booleans: [...new Set([...left.booleans, ...right.booleans])],
    numbers: unite(left.numbers, right.numbers),
    ...texts,
    lists:
      left.lists && lists
        ? { has: common(left.lists.has, lists.has), lacks: common(left.lists.lacks, lists.lacks) }
        : (left.lists ?? lists),
  }
}

function common(left: ReadonlySet<Scalar>, right: ReadonlySet<Scalar>): Set<Scalar> {
  return new Set([...left].filter((element) => right.has(element)))
}

type Texts = Pick<Domain, 'texts' | 'moments' | 'aheads'>
const textsOf = ({ texts, moments, aheads }: Domain): Texts => ({ texts, moments, aheads })

function uniteTexts(left: Texts, right: Texts): Texts {
  return {
    texts: unite(left.texts, right.texts),
    moments: unite(left.moments, right.moments),
    aheads: unite(left.aheads, right.aheads),
  }
}

/** The values that a domain does not hold; the domain must hold no value too many, and ask for nothing of dates and lists. */
export function complementDomain({ missing, objects, booleans, numbers, texts, lists }: Domain): Domain {
  return {
    missing: !missing,
    objects: !objects,
    booleans: [true, false].filter((value) => !booleans.includes(value)),
    numbers: complement(numbers),
    ...(texts.length > 0 ? { ...anyText, texts: complement(texts) } : anyText),
    lists: lists === null ? anyList : null,
  }
}
