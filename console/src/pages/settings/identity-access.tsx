import { Alert, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { AttributesSection } from './attributes-section';
import { ConnectionSection } from './connection-section';
import { DefaultAccessSection } from './default-access-section';
import { NetworksSection } from './networks-section';
import { ScimSection } from './scim-section';
import { SetupLinksSection } from './setup-links-section';
import { SignInSection } from './sign-in-section';
import { identityAccessQuery, useLock, useOrg } from './use-settings';
import { Page } from '~/components/page';
import { ProblemAlert } from '~/components/problem-alert';
import { text } from '~/text';

export function Component() {
  const { data, error, refetch } = useQuery(identityAccessQuery(useOrg()));
  const lock = useLock();
  return (
    <Page title={text.shell.pages.identityAccess} lead={text.settings.lead}>
      <Stack maw={820} gap="lg">
        {lock && <Alert color="gray">{lock}</Alert>}
        {error && <ProblemAlert error={error} onRetry={refetch} />}
        {!data &&
          !error &&
          [120, 260, 260].map((height, at) => <Skeleton key={at} height={height} />)}
        {data && (
          <>
            <ScimSection settings={data} />
            <ConnectionSection tenantUrl={data.tenantUrl} />
            <AttributesSection settings={data} />
            <DefaultAccessSection settings={data} />
            <NetworksSection settings={data} />
            <SignInSection />
            <SetupLinksSection />
          </>
        )}
      </Stack>
    </Page>
  );
}
