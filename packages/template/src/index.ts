export { type BlockHelper, blocks } from './blocks.ts'
export { exampleKnown, type TemplateCode, templateCodes } from './codes/template-codes.ts'
export { defaultPayload, type RenderInput } from './default-payload.ts'

export { type DiagnoseOptions, diagnoseRequest, diagnoseTemplate, type TemplateDraft } from './diagnose.ts'

export type { KnownFields } from './fields.ts'
export { type SampleTemplate, templateOfSample } from './from-sample.ts'
export type { Helper } from './helpers/helper.ts'
export { helpers } from './helpers/helpers.ts'
export type { Verdict } from './judge.ts'
export { type CounterExample, type JsonVerdict, judgeJson } from './judge-json.ts'
export { type Known, knownFrom } from './known.ts'
export { loopStepsMax, outputBytesMax, pathSegmentsMax, templateDepthMax, templateNodesMax } from './limits.ts'
export type { RenderFailureCode, RenderResult } from './render.ts'
export {
  type CompiledRequest,
  type CompileRequestResult,
  compileRequest,
  type RenderRequestResult,
  renderRequest,
  renderUrl,
  sendsBody,
} from './request.ts'
export type { SecretValues } from './run.ts'
export {
  type CompiledTemplate,
  type CompileOptions,
  compileTemplate,
  contextOfContentType,
  type Template,
  type TemplateContext,
  templatePaths,
  templateSecretNames,
  type UrlSkeleton,
  urlSkeleton,
} from './template.ts'
export { type AllowedOrigins, originOf } from './url-place.ts'
