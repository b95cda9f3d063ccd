import type { Automation, Catalog, EventType, Graph, GraphNode } from '@hookline/schema'
import { useEffect, useId, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { fieldsOf } from '../../components/fields/field.ts'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { SecretModal } from '../../components/signature/secret-modal.tsx'
import { StopBanner } from '../../components/stops/stop-banner.tsx'
import { blockSentence, blockTitle } from '../../features/canvas/blocks/registry.ts'
import { Canvas } from '../../features/canvas/canvas.tsx'
import { createCanvasStore } from '../../features/canvas/store.ts'
import { RuleForm } from '../../features/rule-form/rule-form.tsx'
import { newId } from '../../lib/new-id.ts'
import { useEventTitles } from '../../lib/use-event-types.ts'
import { blockForms, WebhookSettings } from './block-forms.tsx'
import { ConflictBar } from './conflict-bar.tsx'
import { DiscardModal } from './discard-modal.tsx'
import classes from './editor.module.css'
import { EditorContext, type EditorScope } from './editor-context.ts'
import { EditorHeader, type EditorView } from './editor-header.tsx'
import { freshDiagnostics } from './fresh-diagnostics.ts'
import { madeName } from './given-name.ts'
import { eventTypeOf, titleOf } from './graph-names.ts'
import { Inspector } from './inspector.tsx'
import { ProblemsList } from './problems-list.tsx'
import { RunsPanel } from './runs-panel.tsx'
import { settle, type ToldSecret, toldSecrets } from './settle-secrets.ts'
import { TestDrawer } from './test-drawer.tsx'
import { useAutosave } from './use-autosave.ts'
import { useBlockNumbers } from './use-block-numbers.ts'
import { useDraftCheck } from './use-draft-check.ts'
import { useEditorActions } from './use-editor-actions.ts'
import { useOpenNumber } from './use-open-number.ts'
import { useOthersChanges } from './use-others-changes.ts'
import { useSimulation } from './use-simulation.ts'
import { useTrial } from './use-trial.ts'
import { VersionsPanel } from './versions-panel.tsx'

interface EditorProps {
  loaded: Automation
  etag: string
  catalog: Catalog
  eventTypes: readonly EventType[]
}

/** The editor of one automation: one graph, shown as a form or on the canvas, saved by itself. */
export function Editor({ loaded, etag, catalog, eventTypes }: EditorProps) {
  const [automation, setAutomation] = useState(loaded)
  const [{ savedCount, saved }, setSaved] = useState({ savedCount: 0, saved: loaded.draft })
  const noteSaved = (draft: Graph) => setSaved((before) => ({ savedCount: before.savedCount + 1, saved: draft }))
  const [store] = useState(() =>
    createCanvasStore({
      kind: loaded.kind,
      graph: loaded.draft,
      newId,
      now: () => performance.now(),
    }),
  )
  const graph = useStore(store, (state) => state.graph)
  const titles = useEventTitles()
  const openId = useStore(store, (state) => state.openId)
  const [view, setView] = useState<EditorView>(loaded.kind === 'rule' ? 'form' : 'canvas')
  const [isTesting, setTesting] = useState(false)
  const [told, setTold] = useState<ToldSecret[]>([])
  const settingsId = useId()
  const [drawer, setDrawer] = useState<'versions' | 'runs' | 'discard' | null>(null)
  const [runsAt, setRunsAt] = useState<string>()
  const [jumps, setJumps] = useState(0)
  const {
    state: saveState,
    flush,
    adopt,
    keepMine,
  } = useAutosave({
    automation,
    etag,
    graph,
    onSaved: (next, sent) => {
      setAutomation(next)
      noteSaved(sent)
      setTold((before) => [...before, ...toldSecrets(next.draft)])
      settle(store, sent)
    },
  })
  const take = (next: Automation, tag: string, replacesDraft: boolean) => {
    setAutomation(next)
    if (replacesDraft) store.getState().replace(next.draft)
    adopt(store.getState().graph, tag)
    noteSaved(store.getState().graph)
  }
  const actions = useEditorActions({ id: loaded.id, flush, onAnswer: take, madeName: () => madeName(automation.name, graph, titles) })
  useOthersChanges({ id: loaded.id, isSaved: saveState.kind === 'saved', current: automation, onChanged: take })
  const eventType = eventTypeOf(graph)
  const trial = useTrial({ eventType, catalog })
  const simulation = useSimulation({ automationId: loaded.id, input: trial.input, savedCount, isOpen: isTesting && eventType !== '' })
  const check = useDraftCheck(loaded.id, { savedCount, saved })
  const diagnostics = useMemo(() => (check ? freshDiagnostics(check.diagnostics, check.graph, graph) : []), [check, graph])
  const numbers = useBlockNumbers(loaded.id, automation.publishedVersion !== null)
  const scope = useMemo<EditorScope>(() => {
    const event = trial.input.ok ? trial.input.event.data : undefined
    const state = (trial.input.ok ? trial.input.state : undefined) ?? trial.storedState ?? undefined
    return {
      automationId: loaded.id,
      kind: loaded.kind,
      catalog,
      eventTypes,
      fields: fieldsOf({ catalog, eventType, event, state }),
      diagnostics,
      trial,
      nameOfBlock: (nodeId) => titleOf(graph, nodeId),
      jumps,
    }
  }, [loaded.id, loaded.kind, catalog, eventTypes, eventType, diagnostics, trial, graph, jumps])
  const nameOf = (node: GraphNode) => blockSentence(node, titles)
  const openNumber = useOpenNumber({
    automationId: loaded.id,
    graph,
    eventType,
    numbers,
    onOpenWait: (nodeId) => {
      setRunsAt(nodeId)
      setDrawer('runs')
    },
  })
  const jump = (nodeId: string) => {
    store.getState().select({ ids: new Set([nodeId]), edges: new Set() })
    store.getState().open(nodeId)
    setJumps((count) => count + 1)
  }
  // Settings of a block are beside the canvas: what opens one from elsewhere leads there.
  useEffect(() => {
    if (openId !== null) setView('canvas')
  }, [openId])
  const openNode = graph.nodes.find(({ id }) => id === openId)
  const Form = openNode && blockForms[openNode.type]
  return (
    <EditorContext value={scope}>
      <div className={classes.page}>
        <EditorHeader
          diagnostics={check?.diagnostics}
          {...{ automation, saveState, view, isTesting, isPublishing: actions.isPublishing }}
          on={{
            ...{ rename: actions.rename, publish: actions.publish, pause: actions.pause, resume: actions.resume },
            retrySave: () => void flush(),
            showVersions: () => setDrawer(drawer === 'versions' ? null : 'versions'),
            showRuns: () => {
              setRunsAt(undefined)
              setDrawer(drawer === 'runs' && runsAt === undefined ? null : 'runs')
            },
            toggleTest: () => setTesting(!isTesting),
            discard: () => setDrawer('discard'),
            view: (next) => {
              if (next === 'form') store.getState().open(null)
              setView(next)
            },
          }}
        />
        {saveState.kind === 'conflict' && (
          <ConflictBar
            theirs={saveState.theirs}
            mine={graph}
            nameOf={nameOf}
            onTakeTheirs={() => take(saveState.theirs, saveState.theirTag, true)}
            onKeepMine={() => void keepMine(saveState.theirTag)}
          />
        )}
        <StopBanner concerns={({ source }) => source.id === loaded.id} showsSource={false} isFlush />
        <div className={classes.body}>
          <div className={classes.stage}>
            {view === 'form' ? (
              <div className={classes.form}>
                <RuleForm
                  graph={graph}
                  onChange={(next) => store.getState().edit(() => next, 'form')}
                  eventTypes={eventTypes}
                  fields={scope.fields}
                  catalog={scope.catalog}
                  diagnostics={scope.diagnostics}
                  renderRequest={({ node, onChange }) => <WebhookSettings node={node} onChange={onChange} />}
                  onOpenCanvas={() => setView('canvas')}
                />
              </div>
            ) : (
              <div className={classes.canvas}>
                <Canvas
                  store={store}
                  diagnostics={scope.diagnostics}
                  stats={numbers}
                  {...(isTesting && { trace: simulation.data?.trace ?? [] })}
                  eventTypes={eventTypes}
                  settingsId={settingsId}
                  onOpenNumber={openNumber}
                />
              </div>
            )}
            {isTesting && (
              <TestDrawer
                {...{ automationId: loaded.id, graph, eventType, catalog }}
                model={trial}
                simulation={simulation}
                nameOf={nameOf}
                onClose={() => setTesting(false)}
                onJump={jump}
              />
            )}
            <ProblemsList diagnostics={scope.diagnostics} graph={graph} onJump={jump} />
          </div>
          {drawer === 'versions' && (
            <Inspector title="Versions" returnsFocus onClose={() => setDrawer(null)}>
              <VersionsPanel {...{ automation, graph }} nameOf={nameOf} onRestored={(next, tag) => take(next, tag, true)} />
            </Inspector>
          )}
          {drawer === 'runs' && (
            <Inspector
              title={runsAt === undefined ? 'Runs' : `Who waits at ${titleOf(graph, runsAt)}`}
              returnsFocus
              onClose={() => setDrawer(null)}
            >
              <RunsPanel key={runsAt} {...(runsAt !== undefined && { nodeId: runsAt })} />
            </Inspector>
          )}
          {drawer !== 'versions' && drawer !== 'runs' && view === 'canvas' && openNode && Form && (
            <Inspector title={blockTitle(openNode)} contentId={settingsId} onClose={() => store.getState().open(null)}>
              <Form
                key={openNode.id}
                node={openNode}
                graph={graph}
                onChange={(config, field) => store.getState().setConfig(openNode.id, config, field)}
              />
            </Inspector>
          )}
        </div>
      </div>
      <LeaveGuard flush={flush}>
        The last changes of this draft could not be saved. The bar on top says why; they are on the screen as long as this page is open.
      </LeaveGuard>
      <SecretModal told={told.map(({ nodeId, secret }) => ({ name: titleOf(graph, nodeId), secret }))} onClose={() => setTold([])} />
      <DiscardModal automation={automation} opened={drawer === 'discard'} onClose={() => setDrawer(null)} onDiscard={actions.discard} />
    </EditorContext>
  )
}
