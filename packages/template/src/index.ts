export { defaultPayload, type RenderInput } from './default-payload.ts'
export { type DiagnoseOptions, diagnoseRequest, diagnoseTemplate, type TemplateDraft } from './diagnose.ts'
export type { KnownFields } from './fields.ts'
export { type Helper, helpers } from './helpers.ts'
export { judgeJson, type Verdict } from './judge.ts'
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
export {
  type CompiledTemplate,
  compileTemplate,
  contextOfContentType,
  type Template,
  type TemplateContext,
  templatePaths,
  urlSkeleton,
} from './template.ts'
