import { Anchor } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
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

const words = peopleText.gone;

// In the place of a member who is not there: when they left and who took them out, if that is known.
export function GoneMember({ id }: { id: string }) {
  const org = useOrg();
  const mayReadAudit = useMay('read_audit');
  const { data } = useQuery({ ...deletionQuery(org, id), enabled: mayReadAudit });
  const deletion = data?.items[0];
  return (
    <StatusPage
      icon={IconUserOff}
      title={deletion ? words.title : words.unknownTitle}
      way={{ to: `/o/${org}/members`, label: words.toMembers }}
      more={
        deletion && (
          <Anchor component={Link} to={`/o/${org}/audit?target=${id}`}>
            {words.toAudit}
          </Anchor>
        )
      }
    >
      {deletion ? (
        <>
          <Name>{deletion.targetDisplay ?? id}</Name>{' '}
          {words.detail(dateAndTime(deletion.timestamp), byWhom(deletion))}
        </>
      ) : (
        words.unknown
      )}
    </StatusPage>
  );
}

// The number of a token says nothing to people.
const byWhom = ({ actorType, actorDisplay }: { actorType: string; actorDisplay: string }) =>
  actorType === 'token' ? activityText.audit.scim : plainName(actorDisplay);
