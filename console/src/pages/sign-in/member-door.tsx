import { Text } from '@mantine/core';

import { FindOrganisation } from './find-organisation';
import { OtherDoors } from './other-doors';
import { signInText } from '~/text/sign-in';

// For whoever has the console's address, but not the one of their organisation.
export function MemberDoor({ to }: { to: string }) {
  return (
    <>
      <Text size="sm" c="dimmed">
        {signInText.organisation.findLead}
      </Text>
      <FindOrganisation to={to} />
      <OtherDoors to={to} others={['operator']} />
    </>
  );
}
