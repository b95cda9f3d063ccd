/** Handlebars ships types for its runtime only; this is the part of its parser that is used. */
declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  export namespace ast {
    interface Position {
      line: number
      column: number
    }
    interface Location {
      start: Position
      end: Position
    }
    interface Path {
      type: 'PathExpression'
      data: boolean
      depth: number
      parts: string[]
      original: string
      loc: Location
    }
    interface Literal {
      type: 'StringLiteral' | 'NumberLiteral' | 'BooleanLiteral' | 'UndefinedLiteral' | 'NullLiteral'
      value: string | number | boolean | null | undefined
      loc: Location
    }
    interface Hash {
      pairs: { key: string; loc: Location }[]
      loc: Location
    }
    interface SubExpression {
      type: 'SubExpression'
      path: Expression
      params: Expression[]
      hash?: Hash
      loc: Location
    }
    type Expression = Path | Literal | SubExpression
    interface Content {
      type: 'ContentStatement'
      value: string
      original: string
      loc: Location
    }
    interface Comment {
      type: 'CommentStatement'
      loc: Location
    }
    interface Mustache {
      type: 'MustacheStatement' | 'Decorator'
      path: Expression
      params: Expression[]
      hash?: Hash
      escaped: boolean
      loc: Location
    }
    interface Block {
      type: 'BlockStatement' | 'DecoratorBlock'
      path: Expression
      params: Expression[]
      hash?: Hash
      program?: Program
      inverse?: Program
      loc: Location
    }
    interface Partial {
      type: 'PartialStatement' | 'PartialBlockStatement'
      loc: Location
    }
    type Statement = Content | Comment | Mustache | Block | Partial
    interface Program {
      type: 'Program'
      body: Statement[]
      blockParams?: string[]
      /** Whether it holds an `else if` alone. */
      chained?: boolean
      loc?: Location
    }
  }
  /** The range is UTF-16 offsets, kept by the lexer when its option `ranges` is set. */
  interface LexerLocation {
    range: [number, number]
  }
  export const parser: {
    yy: object
    lexer: { options: { ranges?: boolean }; yylloc: LexerLocation; offset: number }
    parse(source: string): ast.Program
  }
  /** Applies the whitespace rules of Handlebars to a tree that was parsed before. */
  export function parse(tree: ast.Program): ast.Program
}

declare module 'handlebars/dist/cjs/handlebars/compiler/helpers.js' {
  const actions: object
  export = actions
}
