import { Button, Group, Select, Text } from '@mantine/core';

import { countsOf } from './health';
import { orders, shownKinds, type Order, type Overview, type Shown } from '~/api/installation';
import { SearchField } from '~/components/search-field';
import { installationText } from '~/text/installation';

const words = installationText.organisations;

interface Props {
  overview: Overview | undefined;
  search: string;
  shown: Shown | undefined;
  order: Order;
  onChange: (change: { search?: string; health?: string | null; sort?: string | null }) => void;
}

// Which organisations are listed, and in which order.
export function FleetFilters({ overview, search, shown, order, onChange }: Props) {
  const counts = overview && countsOf(overview);
  return (
    <Group justify="space-between" gap="sm" align="center">
      <Group gap={6} role="group" aria-label={words.show} className="button-row" maw="100%">
        {(['all', ...shownKinds] as const).map((kind) => (
          <Chip
            key={kind}
            label={words.shown[kind]}
            count={counts?.[kind]}
            isOn={kind === (shown ?? 'all')}
            onClick={() => onChange({ health: kind === 'all' ? null : kind })}
          />
        ))}
      </Group>
      <Group gap="sm" w={{ base: '100%', sm: 'auto' }} wrap="nowrap">
        <SearchField
          label={words.search}
          placeholder={words.searchHint}
          value={search}
          onSearch={(next) => onChange({ search: next })}
          w={{ base: '50%', sm: 230 }}
        />
        <Select
          aria-label={words.sort}
          data={orders.map((value) => ({ value, label: words.orders[value] }))}
          value={order}
          onChange={(value) => onChange({ sort: value === 'health' ? null : value })}
          allowDeselect={false}
          w={{ base: '50%', sm: 210 }}
        />
      </Group>
    </Group>
  );
}

interface ChipProps {
  label: string;
  count: number | undefined;
  isOn: boolean;
  onClick: () => void;
}

function Chip({ label, count, isOn, onClick }: ChipProps) {
  return (
    <Button
      size="compact-sm"
      radius="xl"
      variant={isOn ? 'light' : 'default'}
      fw={isOn ? 600 : 400}
      aria-pressed={isOn}
      onClick={onClick}
      rightSection={
        count !== undefined && (
          <Text component="span" size="xs" className="number" inherit>
            {count.toLocaleString('en')}
          </Text>
        )
      }
    >
      {label}
    </Button>
  );
}
