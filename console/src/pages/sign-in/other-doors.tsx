import { Anchor, Group } from '@mantine/core';
import { Link } from 'react-router-dom';

import { signInText } from '~/text/sign-in';

const doors = {
  member: { as: 'member', label: signInText.organisation.door },
  another: { as: 'member', label: signInText.organisation.other },
  operator: { as: 'operator', label: signInText.operator.other },
};

// Links to where others sign in, or the same person elsewhere.
export function OtherDoors({ to, others }: { to: string; others: (keyof typeof doors)[] }) {
  return (
    <Group justify="center" gap="lg">
      {others.map((name) => {
        const { as, label } = doors[name];
        const query = new URLSearchParams({ as, ...(to !== '/' && { to }) });
        return (
          <Anchor key={name} component={Link} to={`/sign-in?${query}`} size="sm">
            {label}
          </Anchor>
        );
      })}
    </Group>
  );
}
