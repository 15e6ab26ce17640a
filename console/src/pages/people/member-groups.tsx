import { IconUsersGroup } from '@tabler/icons-react';

import type { MemberExplained } from '~/api/members';
import { Empty } from '~/components/empty';
import { peopleText } from '~/text/people';

import { GroupTable } from './group-table';

const words = peopleText.memberGroups;

export function MemberGroups({ member }: { member: MemberExplained }) {
  if (member.groups.length === 0)
    return (
      <Empty icon={IconUsersGroup} title={words.emptyTitle}>
        {words.empty}
      </Empty>
    );
  return <GroupTable label={words.list} groups={member.groups} />;
}
