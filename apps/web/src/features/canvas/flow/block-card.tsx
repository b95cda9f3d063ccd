import { TextInput, UnstyledButton } from '@mantine/core'
import { IconAlertTriangleFilled, IconExclamationCircleFilled, IconPlayerSkipForward, IconPlus } from '@tabler/icons-react'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { formatExact } from '../../../lib/format-time.ts'
import { blockTitle, blockView } from '../blocks/registry.ts'
import { useCanvas, useUi } from '../canvas-context.ts'
import { BlockIcon } from '../palette/block-icon.tsx'
import classes from './block-card.module.css'
import type { BlockItem, BlockProblems, BlockStats } from './flow-items.ts'
import { handleId, handleTop } from './to-flow.ts'

/** A block on the canvas. */
export const BlockCard = memo(function BlockCard({ id, data, selected }: NodeProps<BlockItem>) {
  const { node, branches, openBranches, isOpen, problems, stats, trace } = data
  const { readOnly, eventTitles } = useCanvas()
  const isForbidden = useUi(({ targets }) => targets !== null && !targets.has(id))
  const isTarget = useUi(({ targets }) => targets?.has(id) === true)
  const { summary, title } = blockView(node.type)
  const sentence = summary(node.config, eventTitles)
  return (
    <div
      className={classes.card}
      data-selected={selected || undefined}
      data-open={isOpen || undefined}
      data-forbidden={isForbidden || undefined}
      data-target={isTarget || undefined}
      data-bypassed={node.bypassed || undefined}
      data-trace={trace?.state}
    >
      <div className={classes.head}>
        <BlockIcon type={node.type} />
        <BlockName id={id} name={blockTitle(node)} type={title} />
        {node.bypassed && <IconPlayerSkipForward size={16} className={classes.bypassed} aria-label="Bypassed" />}
        {problems && <Badge problems={problems} />}
      </div>
      <div
        className={classes.sentence}
        data-short={stats ? true : undefined}
        data-long={/\S{25}/.test(sentence) || undefined}
        title={sentence}
      >
        {sentence}
      </div>
      {stats && <Numbers id={id} stats={stats} />}
      {trace && trace.reason !== '' && (
        <div className={classes.reason} title={trace.reason}>
          {trace.reason}
        </div>
      )}
      {node.type !== 'trigger' && <Handle type="target" position={Position.Left} isConnectableStart={false} className={classes.handle} />}
      {branches.map((branch, index) => (
        <div key={branch} className={classes.way} style={{ top: handleTop(index, branches.length) }}>
          <Handle type="source" position={Position.Right} id={handleId(branch)} className={classes.handle} isConnectable={!readOnly} />
          {branch !== '' && <span className={classes.branch}>{branch}</span>}
          {!readOnly && openBranches.includes(branch) && <OpenEnd id={id} branch={branch} />}
        </div>
      ))}
    </div>
  )
})

function BlockName({ id, name, type }: { id: string; name: string; type: string }) {
  const { store, ui } = useCanvas()
  const isRenaming = useUi(({ renamingId }) => renamingId === id)
  const stop = () => ui.setState({ renamingId: null })
  if (!isRenaming) {
    return (
      <span className={classes.names}>
        <span className={classes.name} title={name}>
          {name}
        </span>
        {name !== type && <span className={classes.type}>{type}</span>}
      </span>
    )
  }
  return (
    <TextInput
      className={`${classes.rename} nodrag nopan`}
      size="xs"
      aria-label="Name of the block"
      defaultValue={name === type ? '' : name}
      placeholder={type}
      maxLength={200}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => {
        if (ui.getState().renamingId === id) store.getState().rename(id, event.currentTarget.value)
        stop()
      }}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') store.getState().rename(id, event.currentTarget.value)
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        stop()
        event.currentTarget.closest<HTMLElement>('.react-flow__node')?.focus()
      }}
    />
  )
}

function Badge({ problems: { errors, warnings, text } }: { problems: BlockProblems }) {
  const Icon = errors > 0 ? IconExclamationCircleFilled : IconAlertTriangleFilled
  return (
    <span className={classes.badge} data-severity={errors > 0 ? 'error' : 'warning'} title={text}>
      <Icon size={16} aria-hidden />
      {errors + warnings}
    </span>
  )
}

const numberNames = ['in', 'out', 'failed', 'waiting'] as const
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const exact = new Intl.NumberFormat('en')

function Numbers({ id, stats }: { id: string; stats: BlockStats }) {
  const { onOpenNumber } = useCanvas()
  const shown = numberNames.filter((name) => typeof stats[name] === 'number' && (name === 'in' || name === 'out' || stats[name] > 0))
  const { countingSince } = stats
  return (
    <div className={classes.numbers}>
      {shown.map((name) => (
        <UnstyledButton
          key={name}
          className={`${classes.number} nodrag`}
          data-name={name}
          tabIndex={-1}
          title={`${exact.format(stats[name] ?? 0)} ${name}`}
          disabled={!onOpenNumber}
          onClick={(event) => {
            event.stopPropagation()
            onOpenNumber?.(id, name)
          }}
        >
          {compact.format(stats[name] ?? 0)} {name}
        </UnstyledButton>
      ))}
      {countingSince && (
        <span className={classes.counting} title="What came before is being counted; until that is done it is not known here">
          counting since {formatExact(countingSince)}
        </span>
      )}
    </div>
  )
}

function OpenEnd({ id, branch }: { id: string; branch: string }) {
  const { ui } = useCanvas()
  const after = branch === '' ? 'Add a block here' : `Add a block after “${branch}”`
  return (
    <button
      type="button"
      className={`${classes.add} nodrag nopan`}
      tabIndex={-1}
      aria-label={after}
      title={after}
      data-way-from={id}
      data-way-branch={branch}
      onClick={(event) => {
        event.stopPropagation()
        const places = [{ label: after, place: { at: 'way', way: { from: id, branch } } }] as const
        ui.setState({ menu: { kind: 'add', at: { x: event.clientX, y: event.clientY }, places } })
      }}
    >
      <IconPlus size={14} stroke={2.4} aria-hidden />
    </button>
  )
}
