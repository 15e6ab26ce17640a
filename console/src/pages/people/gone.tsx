import { Anchor, Box } from '@mantine/core';
import { IconUserOff, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { deletionQuery } from '~/api/members';
import { useMay } from '~/api/session';
import { Name } from '~/components/name';
import { StatusPage } from '~/components/status-page';
import { dateAndTime } from '~/components/time';
import { useOrg } from '~/shell/use-org';
import { plainName } from '~/components/visible';
import { activityText } from '~/text/activity';
import { peopleText } from '~/text/people';

import { Erase, Erased } from './erase';

const words = peopleText.gone;

const kinds = {
  member: { icon: IconUserOff, type: 'user.deleted', page: 'members' },
  group: { icon: IconUsersGroup, type: 'group.deleted', page: 'scim-groups' },
} as const;

// In the place of a member or a group that is not there: who deleted them and when, if that is
// known.
export function Gone({ kind, id }: { kind: keyof typeof kinds; id: string }) {
  const { icon, type, page } = kinds[kind];
  const org = useOrg();
  const mayReadAudit = useMay('read_audit');
  const { data } = useQuery({ ...deletionQuery(org, type, id), enabled: mayReadAudit });
  const deletion = data?.items[0];
  return (
    <StatusPage
      icon={icon}
      title={deletion ? words[kind].title : words[kind].unknownTitle}
      way={{ to: `/o/${org}/${page}`, label: words[kind].toAll }}
      more={
        deletion && (
          <>
            {kind === 'member' && (
              <Erase id={id} name={deletion.targetDisplay ?? ''} state="deleted" />
            )}
            <Anchor component={Link} to={`/o/${org}/audit?target=${id}`}>
              {words.toAudit}
            </Anchor>
          </>
        )
      }
    >
      {deletion ? (
        <>
          <Name>{deletion.targetDisplay ?? id}</Name>{' '}
          {words.detail(dateAndTime(deletion.timestamp), byWhom(deletion))}
          {kind === 'member' && (
            <Box mt="md">
              <Erased id={id} />
            </Box>
          )}
        </>
      ) : (
        words[kind].unknown
      )}
    </StatusPage>
  );
}

// The number of a token says nothing to people.
const byWhom = ({ actorType, actorDisplay }: { actorType: string; actorDisplay: string }) =>
  actorType === 'token' ? activityText.audit.scim : plainName(actorDisplay);
