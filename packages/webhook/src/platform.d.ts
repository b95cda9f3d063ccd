// The one platform class that this package needs, present in every browser and in Node. Only this package's own
// tsconfig includes the file; a program that imports the package brings its own declaration.

interface URL {
  readonly href: string
  readonly protocol: string
  readonly hostname: string
  readonly port: string
}

declare const URL: { new (text: string): URL }
