/**
 * A window is gone when nothing was heard of it for so long. Pages tell every 20 s; those in the background are let do so
 * once a minute by their browsers.
 */
export const presenceLastsMs = 90_000

/** Windows that are kept of one draft, at most. */
export const windowsMax = 50
