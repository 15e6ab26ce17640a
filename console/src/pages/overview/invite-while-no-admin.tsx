import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';

import { useOrganisationName } from '~/api/organisations';
import { useMay } from '~/api/session';
import type { Stats } from '~/api/stats';
import { InviteItAdmin } from '~/pages/settings/invite-it-admin';
import { text } from '~/text';

const adminsOf = ({ access }: Stats) =>
  access.find(({ role, identityType }) => role === 'admin' && identityType === 'human')?.count ?? 0;

// As long as nobody is Admin (Human), somebody has to be let in who sets the organisation up.
export function InviteWhileNoAdmin({ org, stats }: { org: string; stats: Stats }) {
  const [isInviting, inviting] = useDisclosure();
  const name = useOrganisationName(org) ?? org;
  const mayInvite = useMay('manage_setup_links');
  // The dialog stays while its link is shown, whoever comes meanwhile.
  if (!mayInvite || (adminsOf(stats) > 0 && !isInviting)) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconUserPlus size={16} aria-hidden />}
        onClick={inviting.open}
      >
        {text.setupLinks.invite}
      </Button>
      <InviteItAdmin org={org} name={name} opened={isInviting} onClose={inviting.close} />
    </>
  );
}
