import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { memberQuery } from '~/api/members';
import { Name } from '~/components/name';
import { useOrg } from '~/shell/use-org';
import { peopleText } from '~/text/people';

const words: Partial<Record<string, string>> = peopleText.actor;

// The server has a name for them; these have better words here.
const unnamed = ['cli', 'server', 'token'];

// Who did it, as the journal says it: "operator:<id>", "member:<id>", "token:<id>", "cli"; and
// their name.
export function Actor({ actor, name }: { actor: string; name?: string | null }) {
  const [kind = '', id] = actor.split(':', 2);
  if (kind === 'member' && id) return <Member id={id} />;
  if (name && !unnamed.includes(kind)) return <Name>{name}</Name>;
  return <span title={actor}>{words[kind] ?? actor}</span>;
}

// A member who has been deleted since then has no name here.
function Member({ id }: { id: string }) {
  const org = useOrg();
  const { data } = useQuery(memberQuery(org, id));
  return (
    <Anchor component={Link} to={`/o/${org}/members/${id}`} inherit underline="always">
      {data ? <Name>{data.userName}</Name> : words.member}
    </Anchor>
  );
}
