import { blockView } from '../blocks/registry.ts'
import classes from './block-icon.module.css'

/** The icon square of a type of block. */
export function BlockIcon({ type }: { type: string }) {
  const { Icon, hue } = blockView(type)
  return (
    <span className={classes.icon} data-hue={hue}>
      <Icon size={18} stroke={1.8} aria-hidden />
    </span>
  )
}
