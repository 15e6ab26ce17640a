import { Group, SegmentedControl } from '@mantine/core';

import type { GroupFilters } from '~/api/groups';
import { SearchField } from '~/components/search-field';
import { peopleText } from '~/text/people';

const words = peopleText.groupsPage;
const choices = [
  { value: '', label: words.mappedAny },
  { value: 'true', label: words.mappedYes },
  { value: 'false', label: words.mappedNo },
];

interface Props {
  values: GroupFilters;
  set: (changes: Partial<Record<keyof GroupFilters, string | null>>) => void;
}

export function GroupFilterBar({ values, set }: Props) {
  return (
    <Group role="search" gap="sm">
      <SearchField
        label={words.search}
        placeholder={words.searchHint}
        value={values.search}
        onSearch={(search) => set({ search })}
        flex="1 1 240px"
      />
      <SegmentedControl
        aria-label={words.mapped}
        data={choices}
        value={values.mapped}
        onChange={(mapped) => set({ mapped })}
      />
    </Group>
  );
}
