import { Anchor, Badge, Group, Image, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { organisationQuery, useOrganisationName } from '~/api/organisations';
import { useSession } from '~/api/session';
import { text } from '~/text';

export function Brand({ org }: { org: string | undefined }) {
  return (
    <Group gap="xs" wrap="nowrap" miw={0}>
      <Anchor component={Link} to="/" c="inherit" underline="never" fw={700}>
        <Group gap={8} wrap="nowrap">
          <Image src={`${import.meta.env.BASE_URL}favicon.svg`} w={24} h={24} alt="" />
          {text.shell.product}
        </Group>
      </Anchor>
      {org && (
        <>
          <Text c="dimmed" aria-hidden>
            /
          </Text>
          <Organisation org={org} />
        </>
      )}
    </Group>
  );
}

function Organisation({ org }: { org: string }) {
  const { organisation } = useSession();
  const name = useOrganisationName(org);
  const { data } = useQuery({ ...organisationQuery(org), enabled: !organisation });
  return (
    <>
      <Anchor component={Link} to={`/o/${org}`} c="inherit" underline="never" truncate>
        {name}
      </Anchor>
      {data && 'suspended' in data && data.suspended === true && (
        <Badge color="red" variant="light" tt="none">
          {text.installation.organisations.states.suspended}
        </Badge>
      )}
    </>
  );
}
