import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconBuildingOff, IconLogin2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { OtherDoors } from './other-doors';
import { api, body } from '~/api/client';
import { ProblemAlert } from '~/components/problem-alert';
import { isFramed } from '~/shell/frame';
import { rememberDoor } from '~/shell/last-door';
import { Support } from '~/shell/support';
import { signInText } from '~/text/sign-in';

const words = signInText.organisation;

// The provider's page is none of the console, so this is a link and no request.
export function startAddress(org: string, to: string): string {
  const back = import.meta.env.BASE_URL + to.slice(1);
  return `/oauth/start?${new URLSearchParams({ org, to: back })}`;
}

export function OrganisationDoor({ org, to }: { org: string; to: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['sign-in', org],
    queryFn: () => body(api.GET('/api/v1/sign-in', { params: { query: { org } } })),
  });
  const name = data?.organisation?.name || org;
  return (
    <>
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height={84} />}
      {data?.oidc && (
        <Stack>
          <Text size="sm" c="dimmed">
            {words.lead(name)}
          </Text>
          <Button
            component="a"
            href={startAddress(org, to)}
            onClick={() => rememberDoor({ org })}
            // Identity providers show their pages in no frame.
            target={isFramed() ? '_blank' : undefined}
            leftSection={<IconLogin2 size={18} aria-hidden />}
            data-autofocus
          >
            {words.submit}
          </Button>
        </Stack>
      )}
      {data && !data.oidc && (
        <Alert color="yellow" icon={<IconBuildingOff aria-hidden />} title={words.none(name)}>
          {words.noneLead}
        </Alert>
      )}
      {data && !data.oidc && <Support />}
      <OtherDoors to={to} others={['another', 'operator']} />
    </>
  );
}
