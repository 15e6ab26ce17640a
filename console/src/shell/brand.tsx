import { ActionIcon, Anchor, Badge, Group, Image, Text } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { useProduct } from './use-product';
import { organisationQuery, useOrganisationName } from '~/api/organisations';
import { useMay, useSession } from '~/api/session';
import { Name } from '~/components/name';
import { text } from '~/text';

interface Props {
  org: string | undefined;
  // An operator wants another organisation.
  onSwitch: () => void;
}

export function Brand({ org, onSwitch }: Props) {
  const mayList = useMay('manage_organisations');
  const product = useProduct();
  return (
    <Group gap="xs" wrap="nowrap" miw={0}>
      <Anchor
        component={Link}
        to="/"
        c="inherit"
        underline="never"
        fw={700}
        aria-label={product.name}
      >
        <Group gap={8} wrap="nowrap">
          <Image src={product.logo} w="auto" maw={96} h={24} fit="contain" alt="" />
          <span className={org && 'wide-only'}>{product.name}</span>
        </Group>
      </Anchor>
      {org && (
        <>
          <Text c="dimmed" aria-hidden>
            /
          </Text>
          <Organisation org={org} />
          {mayList && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={text.shell.switchOrganisation}
              onClick={onSwitch}
            >
              <IconSelector size={16} aria-hidden />
            </ActionIcon>
          )}
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
        <Name>{name ?? org}</Name>
      </Anchor>
      {data && 'suspended' in data && data.suspended === true && (
        <Badge color="red" variant="light" tt="none">
          {text.shell.suspended}
        </Badge>
      )}
    </>
  );
}
