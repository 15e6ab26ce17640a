import { Button, Group, NativeSelect, Pill } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { groupQuery } from '~/api/groups';
import type { MemberFilters } from '~/api/members';
import { accessName } from '~/components/access-badge';
import { MoreFilters } from '~/components/more-filters';
import { SearchField } from '~/components/search-field';
import { plainName } from '~/components/visible';
import { useOrg } from '~/shell/use-org';
import { text } from '~/text';
import { peopleText } from '~/text/people';

import { accessChoice, filtersOfAccess, noMemberFilters } from './filters';
import { targetNames, targetOf } from './target-picker';

const words = peopleText.members;
const { any } = words.filters;

const options = (choices: Record<string, string>) => [
  { value: '', label: any },
  ...Object.entries(choices).map(([value, label]) => ({ value, label })),
];

const { active, inactive } = peopleText.states;
const selects: { name: 'source' | 'active'; label: string; data: ReturnType<typeof options> }[] = [
  { name: 'source', label: words.filters.source, data: options(peopleText.sources) },
  {
    name: 'active',
    label: words.filters.state,
    data: options({ true: active, false: inactive }),
  },
];

// An address from elsewhere may ask for half of a target; then that is a choice, too.
function accessOptions(current: string) {
  const common = {
    ...Object.fromEntries(targetNames.map((name) => [name, accessName(targetOf(name))])),
    some: words.filters.someAccess,
    none: words.filters.noAccess,
  };
  const halves: Record<string, string> = { ...peopleText.roles, ...peopleText.identityTypes };
  const half = halves[current];
  return options(half ? { ...common, [current]: half } : common);
}

interface Props {
  values: MemberFilters;
  set: (changes: Partial<Record<keyof MemberFilters, string | null>>) => void;
  isFiltered: boolean;
}

export function MemberFilterBar({ values, set, isFiltered }: Props) {
  const access = accessChoice(values);
  return (
    <Group role="search" gap="sm" align="flex-end">
      <SearchField
        label={words.search}
        placeholder={words.searchHint}
        value={values.search}
        onSearch={(search) => set({ search })}
        flex="1 1 240px"
      />
      <MoreFilters count={[access, values.source, values.active].filter(Boolean).length}>
        <NativeSelect
          label={words.filters.access}
          w={{ base: '100%', sm: 210 }}
          data={accessOptions(access)}
          value={access}
          onChange={(event) => set(filtersOfAccess(event.currentTarget.value))}
        />
        {selects.map(({ name, label, data }) => (
          <NativeSelect
            key={name}
            label={label}
            w={{ base: 'calc(50% - 6px)', sm: 148 }}
            data={data}
            value={values[name]}
            onChange={(event) => set({ [name]: event.currentTarget.value })}
          />
        ))}
      </MoreFilters>
      {values.group && <InGroup values={values} set={set} />}
      {isFiltered && (
        <Button variant="subtle" size="xs" onClick={() => set(noMemberFilters)}>
          {text.clearFilters}
        </Button>
      )}
    </Group>
  );
}

// The filter that a group's page leads to: its name, and the way out of it.
function InGroup({ values, set }: Pick<Props, 'values' | 'set'>) {
  const { data } = useQuery(groupQuery(useOrg(), values.group));
  const name = plainName(data?.displayName ?? values.group);
  return (
    <Pill
      size="lg"
      withRemoveButton
      removeButtonProps={{ 'aria-label': words.leaveGroup(name), 'aria-hidden': undefined }}
      onRemove={() => set({ group: null, nested: null })}
    >
      {words.inGroup(name)}
    </Pill>
  );
}
