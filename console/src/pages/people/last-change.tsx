import { Anchor, Group, Text } from '@mantine/core';
import { Link } from 'react-router-dom';

import type { MemberExplained } from '~/api/members';
import { useMay } from '~/api/session';
import { Time } from '~/components/time';
import { useOrg } from '~/shell/use-org';
import { peopleText } from '~/text/people';

import { Actor } from './actor';

const words = peopleText.why;

// When the access last changed, by whom, and the way to the request that did it.
export function LastChange({ member }: { member: MemberExplained }) {
  const { lastChange } = member.explanation;
  return (
    <Group gap="xs" className="ruled">
      <Text size="sm" c="dimmed">
        {words.lastChange}:{' '}
        {lastChange?.time ? (
          <>
            <Time value={lastChange.time} /> {words.by}{' '}
            <Actor actor={lastChange.actor ?? ''} name={lastChange.actorDisplay} />
          </>
        ) : (
          words.noChange
        )}
      </Text>
      {lastChange && <Request member={member} />}
    </Group>
  );
}

// What SCIM asked for is in the provisioning log, the rest in the audit trail alone.
function Request({ member }: { member: MemberExplained }) {
  const org = useOrg();
  const mayReadLog = useMay('read_log');
  const mayReadAudit = useMay('read_audit');
  const { actor = '', cause = '' } = member.explanation.lastChange ?? {};
  if (actor.startsWith('token:') && cause && mayReadLog)
    return (
      <Anchor
        component={Link}
        to={`/o/${org}/log?requestId=${encodeURIComponent(cause)}`}
        size="sm"
      >
        {words.request}
      </Anchor>
    );
  if (!mayReadAudit) return null;
  return (
    <Anchor component={Link} to={`/o/${org}/audit?target=${member.id}`} size="sm">
      {words.audit}
    </Anchor>
  );
}
