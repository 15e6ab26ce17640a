import { Alert, Skeleton, Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from 'react-router-dom';
import type { ReactNode } from 'react';

import { AttributesSection } from './attributes-section';
import { ConnectionSection } from './connection-section';
import { DefaultAccessSection } from './default-access-section';
import { NetworksSection } from './networks-section';
import { ScimSection } from './scim-section';
import { SetupLinksSection } from './setup-links-section';
import { SignInSection } from './sign-in-section';
import { identityAccessQuery, useLock, useOrg, type IdentityAccess } from './use-settings';
import { useMay } from '~/api/session';
import { Page } from '~/components/page';
import { ProblemAlert } from '~/components/problem-alert';
import { text } from '~/text';
import { settingsText } from '~/text/settings';

const words = settingsText.tabs;
type Name = keyof typeof words;

export function Component() {
  const { data, error, refetch } = useQuery(identityAccessQuery(useOrg()));
  const lock = useLock();
  return (
    <Page title={text.shell.pages.identityAccess} lead={settingsText.lead}>
      <Stack maw={820} gap="lg">
        {lock && <Alert color="gray">{lock}</Alert>}
        {error && <ProblemAlert error={error} onRetry={refetch} />}
        {!data &&
          !error &&
          [40, 120, 260].map((height, at) => <Skeleton key={at} height={height} />)}
        {data && <Parts settings={data} />}
      </Stack>
    </Page>
  );
}

// Which part is shown is the address's fragment, so that a link leads to it.
function Parts({ settings }: { settings: IdentityAccess }) {
  const { hash } = useLocation();
  const navigate = useNavigate();
  const maySeeLinks = useMay('read_setup_links');
  const parts: Partial<Record<Name, ReactNode>> = {
    scim: (
      <>
        <ScimSection settings={settings} />
        <ConnectionSection tenantUrl={settings.tenantUrl} />
      </>
    ),
    'sign-in': <SignInSection />,
    attributes: <AttributesSection settings={settings} />,
    access: <DefaultAccessSection settings={settings} />,
    networks: <NetworksSection settings={settings} />,
    ...(maySeeLinks && { 'it-contacts': <SetupLinksSection /> }),
  };
  const names = Object.keys(parts) as Name[];
  const current = names.find((name) => hash === `#${name}`) ?? 'scim';
  return (
    <Tabs
      value={current}
      onChange={(name) => navigate({ hash: name ?? '' }, { replace: true })}
      variant="default"
    >
      <Tabs.List aria-label={settingsText.tabList}>
        {names.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {words[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {names.map((name) => (
        <Tabs.Panel key={name} value={name} pt="md">
          <Stack gap="lg">{parts[name]}</Stack>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
