import { Group, Loader, NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { memberQuery, type EffectiveAccess, type MemberExplained } from '~/api/members';
import { AccessBadge, accessName } from '~/components/access-badge';
import { useFilters } from '~/components/pager';
import { detailOf } from '~/components/problem-alert';
import { useOrg } from '~/shell/use-org';
import { plainName } from '~/components/visible';
import { text } from '~/text';
import { peopleText } from '~/text/people';

const words = peopleText.why;

// What would remain if one of the groups were gone.
export function Without({ member }: { member: MemberExplained }) {
  const { values, set } = useFilters(['without'] as const);
  if (member.groups.length === 0) return null;
  const choices = [
    { value: '', label: words.withoutPlaceholder },
    ...member.groups.map((group) => ({ value: group.id, label: plainName(group.displayName) })),
  ];
  return (
    <Group gap="sm" align="flex-end">
      <NativeSelect
        label={words.without}
        data={choices}
        value={values.without}
        onChange={(event) => set({ without: event.currentTarget.value })}
        maw="100%"
        w={280}
      />
      <Group gap="xs" h={36} aria-live="polite">
        {values.without && <Remainder member={member} group={values.without} />}
      </Group>
    </Group>
  );
}

function Remainder({ member, group }: { member: MemberExplained; group: string }) {
  const { data, error } = useQuery(memberQuery(useOrg(), member.id, group));
  if (error)
    return (
      <Text size="sm" c="red">
        {detailOf(error)}
      </Text>
    );
  if (!data?.without) return <Loader size="xs" aria-label={text.shell.loading} />;
  const { access } = data.without;
  return (
    <>
      <AccessBadge access={access} />
      <Text size="sm">{isSame(access, member.access) ? words.same : words.remains}</Text>
    </>
  );
}

function isSame(one: EffectiveAccess | null, other: EffectiveAccess | null): boolean {
  return accessName(one) === accessName(other);
}
