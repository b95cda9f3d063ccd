import { Modal, Text, UnstyledButton } from '@mantine/core'
import { IconBolt, IconRoute, IconTemplate } from '@tabler/icons-react'
import { useState } from 'react'
import type { AutomationKind } from '../graph/ways.ts'
import classes from './empty-canvas.module.css'
import { TemplateGallery } from './template-gallery.tsx'
import { blank, type Template } from './templates.ts'

/** What an empty canvas begins with. */
export interface Start {
  readonly kind: AutomationKind
  readonly name?: string
  readonly graph: Template['graph']
}

interface EmptyCanvasProps {
  /** The kind of this automation; starters of the other kind are shown only where somebody can begin one. */
  kind: AutomationKind
  offersOther: boolean
  onStart: (start: Start) => void
}

/** Three ways to begin: a rule, a journey, a template. */
export function EmptyCanvas({ kind, offersOther, onStart }: EmptyCanvasProps) {
  const [isChoosing, setChoosing] = useState(false)
  const begin = (which: AutomationKind) => onStart({ kind: which, graph: blank[which] })
  const shows = (which: AutomationKind) => offersOther || kind === which
  return (
    <section className={classes.empty} aria-label="Begin">
      <Text component="h2" fz="lg" fw={600} ta="center">
        What shall happen?
      </Text>
      <div className={classes.cards}>
        {shows('rule') && (
          <Starter icon={<IconBolt size={22} stroke={1.6} />} title="Rule" onClick={() => begin('rule')}>
            When an event comes in and a condition holds, call an API.
          </Starter>
        )}
        {shows('journey') && (
          <Starter icon={<IconRoute size={22} stroke={1.6} />} title="Journey" onClick={() => begin('journey')}>
            Draw the way of a user, block by block, with branches.
          </Starter>
        )}
        <Starter icon={<IconTemplate size={22} stroke={1.6} />} title="From a template" onClick={() => setChoosing(true)}>
          Begin with a working automation and put in your own addresses.
        </Starter>
      </div>
      <Modal opened={isChoosing} onClose={() => setChoosing(false)} title="Templates" size={920}>
        <TemplateGallery
          kinds={offersOther ? ['rule', 'journey'] : [kind]}
          onChoose={(template) => {
            setChoosing(false)
            onStart(template)
          }}
        />
      </Modal>
    </section>
  )
}

interface StarterProps {
  icon: React.ReactNode
  title: string
  onClick: () => void
  children: React.ReactNode
}

function Starter({ icon, title, onClick, children }: StarterProps) {
  return (
    <UnstyledButton className={classes.card} onClick={onClick}>
      <span className={classes.icon}>{icon}</span>
      <span className={classes.title}>{title}</span>
      <span className={classes.words}>{children}</span>
    </UnstyledButton>
  )
}
