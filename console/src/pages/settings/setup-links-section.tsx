import { Badge, Group, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { InviteItAdmin } from './invite-it-admin';
import { Section } from './section';
import { useOrg } from './use-settings';
import { useMay } from '~/api/session';
import { setupLinksQuery, useRevokeSetupLink, type SetupLink } from '~/api/setup-links';
import { useAskedFor } from '~/components/asked-for';
import { Confirm } from '~/components/confirm';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { ShortTable } from '~/components/short-table';
import { Time } from '~/components/time';
import { useToast } from '~/components/toast';
import { useOrganisationName } from '~/api/organisations';
import { text } from '~/text';

const words = text.setupLinks;

const colors = {
  open: 'blue',
  redeemed: 'teal',
  expired: 'gray',
  revoked: 'gray',
  signedOut: 'gray',
} as const satisfies Record<SetupLink['state'], string>;

const works = ({ state }: SetupLink) => state === 'open' || state === 'redeemed';

// The setup links of an organisation, for those who may see them.
export function SetupLinksSection() {
  const org = useOrg();
  const name = useOrganisationName(org) ?? org;
  const mayRead = useMay('read_setup_links');
  const mayManage = useMay('manage_setup_links');
  const [isInviting, inviting] = useDisclosure();
  useAskedFor('invite-it-admin', mayManage, inviting.open);
  if (!mayRead) return null;
  return (
    <Section title={words.title} lead={words.lead}>
      <Links org={org} mayManage={mayManage} />
      <Group justify="flex-end">
        <ReasonedButton reason={mayManage ? null : words.mayNot} onClick={inviting.open}>
          {words.invite}
        </ReasonedButton>
      </Group>
      <InviteItAdmin org={org} name={name} opened={isInviting} onClose={inviting.close} />
    </Section>
  );
}

function Links({ org, mayManage }: { org: string; mayManage: boolean }) {
  const { data, error, refetch } = useQuery(setupLinksQuery(org));
  const [leaving, setLeaving] = useState<SetupLink | null>(null);
  if (error) return <ProblemAlert error={error} onRetry={refetch} />;
  if (!data) return null;
  if (data.items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words.none}
      </Text>
    );
  }
  const { contact, state, expires, redeemed } = words.columns;
  return (
    <>
      <ShortTable
        label={words.list}
        minWidth={520}
        columns={[contact, state, expires, redeemed]}
        actions={words.revoke}
      >
        {data.items.map((link) => (
          <LinkRow
            key={link.id}
            link={link}
            onRevoke={mayManage && works(link) ? () => setLeaving(link) : null}
          />
        ))}
      </ShortTable>
      <Revoke org={org} link={leaving} onClose={() => setLeaving(null)} />
    </>
  );
}

const calledBy = ({ name, email }: SetupLink) => name ?? email ?? words.unnamed;

function LinkRow({ link, onRevoke }: { link: SetupLink; onRevoke: (() => void) | null }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Stack gap={0}>
          <Text size="sm" fw={600} className="breakable">
            <bdi>{calledBy(link)}</bdi>
          </Text>
          {link.name && link.email && (
            <Text size="xs" c="dimmed" className="breakable">
              {link.email}
            </Text>
          )}
          {link.keep && works(link) && (
            <Text size="xs" c="dimmed">
              {words.kept}
            </Text>
          )}
        </Stack>
      </Table.Td>
      <Table.Td>
        <Badge size="sm" variant="light" color={colors[link.state]} tt="none">
          {words.states[link.state]}
        </Badge>
      </Table.Td>
      <Table.Td>
        <Time value={link.expires} />
      </Table.Td>
      <Table.Td>
        <Time value={link.redeemed?.at} />
        {link.redeemed && (
          <Text size="xs" c="dimmed">
            {words.from(link.redeemed.address)}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">
        {onRevoke && (
          <ReasonedButton
            size="xs"
            variant="subtle"
            color="red"
            reason={null}
            aria-label={words.revokeLabel(calledBy(link))}
            onClick={onRevoke}
          >
            {words.revoke}
          </ReasonedButton>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

interface RevokeProps {
  org: string;
  link: SetupLink | null;
  onClose: () => void;
}

function Revoke({ org, link, onClose }: RevokeProps) {
  const toast = useToast();
  const revoke = useRevokeSetupLink(org);
  const confirm = (id: string) =>
    revoke.mutate(id, {
      onSuccess: () => {
        toast(words.revoked);
        onClose();
      },
    });
  return (
    <Confirm
      opened={!!link}
      onClose={onClose}
      title={words.revokeTitle}
      action={words.revoke}
      isPending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => link && confirm(link.id)}
    >
      {words.revokeLead}
    </Confirm>
  );
}
