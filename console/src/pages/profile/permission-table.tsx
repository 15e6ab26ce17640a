import { Table, Text } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';

import { kinds } from './kinds';
import type { components } from '~/api/schema';
import { accessName } from '~/components/access-badge';
import { rolePermissionsText } from '~/text/profile';

const words = rolePermissionsText;

type Answer = components['schemas']['PermissionTable'];
type Permission = Answer['permissions'][number];
type Grant = components['schemas']['PermissionGrant'];

const isToSee = ({ name }: Permission) => name.startsWith('read_') || name.startsWith('export_');
const isForMembers = ({ grants }: Permission) => kinds.some(({ name }) => grants[name] !== 'no');

// All four kinds stand beside each other on a phone too.
const narrow = { px: { base: 2, sm: 'sm' } };

// The server's own table (design §2.11), without what no member may.
export function PermissionTable({ table }: { table: Answer }) {
  const permissions = table.permissions.filter(isForMembers);
  return (
    <Table.ScrollContainer minWidth={340} tabIndex={0} role="region" aria-label={words.list}>
      <Table verticalSpacing="xs" aria-label={words.list}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Text size="xs" fw={600}>
                {words.permission}
              </Text>
            </Table.Th>
            {kinds.map(({ name, access }) => (
              <Table.Th key={name} ta="center" w="16%" {...narrow}>
                <Text size="xs" fw={600} fz={{ base: 10, sm: 'xs' }}>
                  {accessName(access)}
                </Text>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Part title={words.see} permissions={permissions.filter(isToSee)} />
        <Part title={words.change} permissions={permissions.filter((one) => !isToSee(one))} />
      </Table>
    </Table.ScrollContainer>
  );
}

function Part({ title, permissions }: { title: string; permissions: Permission[] }) {
  return (
    <Table.Tbody>
      <Table.Tr>
        <Table.Th colSpan={kinds.length + 1} scope="rowgroup">
          <Text size="xs" fw={600} c="dimmed" mt="sm">
            {title}
          </Text>
        </Table.Th>
      </Table.Tr>
      {permissions.map(({ name, description, grants }) => (
        <Table.Tr key={name}>
          <Table.Th scope="row" fw={400}>
            {sentence(description)}
          </Table.Th>
          {kinds.map((kind) => (
            <Table.Td key={kind.name} ta="center" {...narrow}>
              <Mark grant={grants[kind.name] ?? 'no'} />
            </Table.Td>
          ))}
        </Table.Tr>
      ))}
    </Table.Tbody>
  );
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

const looks = {
  yes: { icon: IconCheck, color: 'var(--provost-good)' },
  no: { icon: IconMinus, color: 'var(--mantine-color-dimmed)' },
};

function Mark({ grant }: { grant: Grant }) {
  if (grant === 'own') return <Text fz={{ base: 10, sm: 'xs' }}>{words.grants.own}</Text>;
  const { icon: Icon, color } = looks[grant];
  return <Icon size={18} color={color} role="img" aria-label={words.grants[grant]} />;
}
