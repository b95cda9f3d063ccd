/** The first free name of "Bucket 1", "Bucket 2", … */
export function nextBucketName(names: readonly string[]): string {
  const taken = new Set(names)
  let number = names.length + 1
  while (taken.has(`Bucket ${number}`)) number++
  return `Bucket ${number}`
}
