import { Anchor } from '@mantine/core';
import { Link } from 'react-router-dom';

import { useOrg } from '~/shell/use-org';

import { Name } from './name';

interface Props {
  id: string;
  name: string;
  // Where a line stands in a text or a list of its own size.
  size?: 'sm';
  fw?: number;
}

// A group by its name: the way to its page.
export function GroupLink({ id, name, size, fw }: Props) {
  const org = useOrg();
  return (
    <Anchor
      component={Link}
      to={`/o/${org}/scim-groups/${id}`}
      className="breakable"
      underline={size ? 'hover' : 'always'}
      fw={fw}
      {...(size ? { size } : { inherit: true })}
    >
      <Name>{name}</Name>
    </Anchor>
  );
}
