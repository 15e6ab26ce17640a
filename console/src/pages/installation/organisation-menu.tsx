import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArrowRight,
  IconDots,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
  IconUserPlus,
} from '@tabler/icons-react';
import { useRef } from 'react';
import { Link } from 'react-router-dom';

import { DeleteOrganisation, SuspendOrganisation } from './organisation-dialogs';
import { useSuspend } from './use-organisations';
import type { Organisation } from '~/api/installation';
import { showFault } from '~/components/fault-toast';
import { plainName } from '~/components/visible';
import { InviteItAdmin } from '~/pages/settings/invite-it-admin';
import { text } from '~/text';
import { installationText } from '~/text/installation';

const words = installationText.organisations;

export function OrganisationMenu({ org }: { org: Organisation }) {
  const [isSuspending, suspending] = useDisclosure();
  const [isDeleting, deleting] = useDisclosure();
  const [isInviting, inviting] = useDisclosure();
  const resume = useSuspend(org);
  const trigger = useRef<HTMLButtonElement>(null);
  // A dialog gives the focus back to what had it when it opened: the item is gone by then.
  const show = (dialog: { open: () => void }) => {
    trigger.current?.focus();
    dialog.open();
  };
  return (
    <>
      <Menu position="bottom-end" width={200} returnFocus>
        <Menu.Target>
          <ActionIcon
            ref={trigger}
            variant="subtle"
            color="gray"
            loading={resume.isPending}
            aria-label={words.actionsFor(plainName(org.name || org.id))}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component={Link}
            to={`/o/${org.id}/overview`}
            leftSection={<IconArrowRight size={16} aria-hidden />}
          >
            {words.open}
          </Menu.Item>
          {!org.suspended && (
            <Menu.Item
              leftSection={<IconUserPlus size={16} aria-hidden />}
              onClick={() => show(inviting)}
            >
              {text.setupLinks.inviteItem}
            </Menu.Item>
          )}
          {org.suspended ? (
            <Menu.Item
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
              onClick={() => resume.mutate({ suspended: false }, { onError: showFault })}
            >
              {words.resume}
            </Menu.Item>
          ) : (
            <Menu.Item
              leftSection={<IconPlayerPause size={16} aria-hidden />}
              onClick={() => show(suspending)}
            >
              {words.suspend}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item
            c="var(--provost-bad)"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => show(deleting)}
          >
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <InviteItAdmin
        org={org.id}
        name={org.name || org.id}
        opened={isInviting}
        onClose={inviting.close}
      />
      <SuspendOrganisation org={org} opened={isSuspending} onClose={suspending.close} />
      <DeleteOrganisation org={org} opened={isDeleting} onClose={deleting.close} />
    </>
  );
}
