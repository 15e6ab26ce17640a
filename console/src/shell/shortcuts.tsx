import { Kbd, Modal, Table } from '@mantine/core';

import { paletteKeys } from '~/components/keys';
import { text } from '~/text';

const words = text.shell.shortcuts;
const keys: Record<keyof typeof words.what, string> = {
  palette: paletteKeys,
  search: '/',
  mark: 'm',
  close: 'Esc',
  help: '?',
};

// Which keys do what.
export default function Shortcuts({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={words.title}>
      <Table aria-label={words.title} verticalSpacing="xs" withRowBorders={false}>
        <Table.Tbody>
          {Object.entries(keys).map(([name, key]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {words.what[name as keyof typeof keys]}
              </Table.Th>
              <Table.Td ta="right">
                <Kbd>{key}</Kbd>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
