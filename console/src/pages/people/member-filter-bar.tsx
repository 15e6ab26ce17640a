import { Button, Group, NativeSelect } from '@mantine/core';

import type { MemberFilters } from '~/api/members';
import { MoreFilters } from '~/components/more-filters';
import { SearchField } from '~/components/search-field';
import { text } from '~/text';

import { noMemberFilters } from './filters';

const words = text.people.members;
const { any } = words.filters;

const options = (choices: Record<string, string>) => [
  { value: '', label: any },
  ...Object.entries(choices).map(([value, label]) => ({ value, label })),
];

const { active, inactive } = text.people.states;
const selects: { name: keyof MemberFilters; label: string; data: ReturnType<typeof options> }[] = [
  {
    name: 'access',
    label: words.filters.access,
    data: options({ some: words.filters.someAccess, none: words.filters.noAccess }),
  },
  { name: 'role', label: words.filters.role, data: options(text.people.roles) },
  {
    name: 'identityType',
    label: words.filters.identityType,
    data: options(text.people.identityTypes),
  },
  { name: 'source', label: words.filters.source, data: options(text.people.sources) },
  {
    name: 'active',
    label: words.filters.state,
    data: options({ true: active, false: inactive }),
  },
];

interface Props {
  values: MemberFilters;
  set: (changes: Partial<Record<keyof MemberFilters, string | null>>) => void;
  isFiltered: boolean;
}

export function MemberFilterBar({ values, set, isFiltered }: Props) {
  return (
    <Group role="search" gap="sm" align="flex-end">
      <SearchField
        label={words.search}
        placeholder={words.searchHint}
        value={values.search}
        onSearch={(search) => set({ search })}
        flex="1 1 240px"
      />
      <MoreFilters count={selects.filter(({ name }) => values[name] !== '').length}>
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
      {isFiltered && (
        <Button variant="subtle" size="xs" onClick={() => set(noMemberFilters)}>
          {text.clearFilters}
        </Button>
      )}
    </Group>
  );
}
