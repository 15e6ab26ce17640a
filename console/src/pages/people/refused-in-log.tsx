import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { everyRequest, logQuery } from '~/api/log';
import { useMay } from '~/api/session';
import { peopleText } from '~/text/people';

const words = peopleText.members;

const filtersOf = (search: string) => ({ ...everyRequest, status: '4xx', search });

// Somebody who is missed here may have been refused: the provisioning log knows.
export function RefusedInLog({ org, search }: { org: string; search: string }) {
  const mayReadLog = useMay('read_log');
  const { data } = useQuery({ ...logQuery(org, filtersOf(search)), enabled: mayReadLog });
  const count = data?.items.length ?? 0;
  if (count === 0) return null;
  return (
    <Text size="sm" mt="xs" component="span" display="block">
      {words.refused(count, !!data?.nextCursor, search)}{' '}
      <Anchor
        component={Link}
        to={`/o/${org}/log?status=4xx&search=${encodeURIComponent(search)}`}
        inherit
        underline="always"
      >
        {words.seeRefused}
      </Anchor>
    </Text>
  );
}
