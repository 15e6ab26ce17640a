import { Anchor, List } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';

import { Support } from './support';
import { adminsQuery } from '~/api/members';
import { useMay, useSession } from '~/api/session';
import { Name } from '~/components/name';
import { StatusPage } from '~/components/status-page';
import { text } from '~/text';

const words = text.shell.noAccess;

// For whoever followed a link to a page that is not for them.
export function NoAccess() {
  return (
    <StatusPage icon={IconLock} title={words.title} way={{ to: '/', label: words.back }}>
      <WhoCanHelp />
      <Support />
    </StatusPage>
  );
}

// Who can give the access that is missing.
function WhoCanHelp() {
  const { org } = useParams();
  const { organisation } = useSession();
  const isOwn = !!org && organisation?.id === org;
  const mayRead = useMay('read_members');
  const { data } = useQuery({ ...adminsQuery(org ?? ''), enabled: isOwn && mayRead });
  if (!isOwn) return <>{words.operator}</>;
  if (!data || data.items.length === 0) return <>{words.anyAdmin}</>;
  return (
    <>
      {words.admins}
      <List listStyleType="none" mt={4}>
        {data.items.map(({ id, userName }) => (
          <List.Item key={id}>
            <Anchor component={Link} to={`/o/${org}/members/${id}`} inherit>
              <Name>{userName}</Name>
            </Anchor>
          </List.Item>
        ))}
      </List>
    </>
  );
}
