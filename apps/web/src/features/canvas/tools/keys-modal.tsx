import { Kbd, Modal, Table, Text } from '@mantine/core'
import { useCanvas, useUi } from '../canvas-context.ts'
import { keyList } from './key-list.ts'

/** The list of keys that `?` shows. */
export function KeysModal() {
  const { ui } = useCanvas()
  const opened = useUi(({ showsKeys }) => showsKeys)
  return (
    <Modal opened={opened} onClose={() => ui.setState({ showsKeys: false })} title="Keys of the canvas" size={720}>
      {keyList.map(([group, rows]) => (
        <section key={group} aria-label={group}>
          <Text fw={600} mt="sm">
            {group}
          </Text>
          <Table verticalSpacing={4} withRowBorders={false}>
            <Table.Tbody>
              {rows.map(([keys, what]) => (
                <Table.Tr key={keys}>
                  <Table.Td w={280}>
                    <Kbd>{keys}</Kbd>
                  </Table.Td>
                  <Table.Td>{what}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </Modal>
  )
}
