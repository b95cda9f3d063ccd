import { SimpleGrid, UnstyledButton } from '@mantine/core'
import type { AutomationKind } from '../graph/ways.ts'
import { BlockIcon } from '../palette/block-icon.tsx'
import classes from './empty-canvas.module.css'
import { type Template, templates } from './templates.ts'

/** The templates, each with the blocks that it is made of. */
export function TemplateGallery({ kinds, onChoose }: { kinds: readonly AutomationKind[]; onChoose: (template: Template) => void }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {templates
        .filter(({ kind }) => kinds.includes(kind))
        .map((template) => (
          <UnstyledButton key={template.id} className={classes.card} onClick={() => onChoose(template)}>
            <span className={classes.blocks} aria-hidden>
              {template.graph.nodes.map(({ id, type }) => (
                <BlockIcon key={id} type={type} />
              ))}
            </span>
            <span className={classes.title}>{template.name}</span>
            <span className={classes.words}>{template.description}</span>
          </UnstyledButton>
        ))}
    </SimpleGrid>
  )
}
