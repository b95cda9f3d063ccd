import { z } from 'zod'

/** Any value that JSON can write, as JSON.parse returns it. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** A JSON object: event data, user state. */
export type JsonObject = { [key: string]: JsonValue }

/** Keys that would reach a prototype; refused wherever JSON comes in, and in every path. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** The deepest nesting of arrays and objects that is taken from outside. */
export const jsonDepthMax = 64

/**
 * A JSON object of any shape. It checks the outermost type only: depth, keys and numbers of everything
 * that comes in over HTTP were judged when its text was read.
 */
export const jsonObjectSchema = z
  .custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), 'must be a JSON object')
  .meta({ type: 'object', additionalProperties: true })

/** Any JSON value; as `jsonObjectSchema`, what is inside was judged when the text was read. */
export const jsonValueSchema = z
  .custom<JsonValue>((value) => value !== undefined, 'must be a JSON value')
  .meta({ type: ['object', 'array', 'string', 'number', 'boolean', 'null'] })
