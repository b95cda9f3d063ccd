/** Nodes of one parsed template (texts, tags, arguments), at most. */
export const templateNodesMax = 2000
/** Blocks in blocks and sub-expressions in sub-expressions, at most. */
export const templateDepthMax = 32
/** Segments of one path, at most. */
export const pathSegmentsMax = 32
/** What one template may render, in bytes of UTF-8. */
export const outputBytesMax = 1024 * 1024
/** Rounds of all loops of one rendering together, at most. */
export const loopStepsMax = 100_000
/** Characters that helpers may read and write in one rendering, and tags that loops may go over, together. */
export const renderWorkMax = 8 * 1024 * 1024
