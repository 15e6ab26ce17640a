import { Anchor, Group, Image, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { organisationQuery } from '~/api/organisations';
import { text } from '~/text';

export function Brand({ org }: { org: string | undefined }) {
  const { data } = useQuery({ ...organisationQuery(org ?? ''), enabled: !!org });
  return (
    <Group gap="xs" wrap="nowrap">
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
          <Text truncate maw={{ base: 140, sm: 320 }}>
            {data?.name || org}
          </Text>
        </>
      )}
    </Group>
  );
}
