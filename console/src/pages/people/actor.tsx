import { Anchor } from '@mantine/core';
import { Link } from 'react-router-dom';

import { useOrg } from '~/shell/use-org';
import { peopleText } from '~/text/people';

const words: Partial<Record<string, string>> = peopleText.actor;

// Who did it, as the journal says it: "operator:<id>", "member:<id>", "token:<id>", "cli".
export function Actor({ actor }: { actor: string }) {
  const org = useOrg();
  const [kind = '', id] = actor.split(':', 2);
  const name = words[kind] ?? actor;
  if (kind !== 'member' || !id) return <span title={actor}>{name}</span>;
  return (
    <Anchor component={Link} to={`/o/${org}/members/${id}`} inherit underline="always">
      {name}
    </Anchor>
  );
}
