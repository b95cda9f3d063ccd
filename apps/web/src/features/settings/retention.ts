export interface Days {
  events: number
  deliveries: number
}

const daysMin: Days = { events: 7, deliveries: 1 }
const daysMax = 3650

/** What is wrong with a number of days; null where nothing is. */
export function fieldProblem(kind: keyof Days, value: number | string): string | null {
  const days = Number(value)
  if (value === '' || !Number.isInteger(days)) return 'Take a whole number of days.'
  if (days < daysMin[kind]) return kind === 'events' ? 'Take 7 days or more: event ids are told apart that long.' : 'Take 1 day or more.'
  return days > daysMax ? 'Take 3,650 days (10 years) or fewer.' : null
}

/** What a change deletes, in sentences; null where it deletes nothing. */
export function whatGoes(saved: Days, next: Days): string | null {
  const parts = [
    ...(next.events < saved.events ? [`Events and runs older than ${days(next.events)} are deleted within the hour.`] : []),
    ...(next.deliveries < saved.deliveries ? [`Deliveries that ended over ${days(next.deliveries)} ago are deleted within the hour.`] : []),
  ]
  return parts.length === 0 ? null : parts.join(' ')
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}
