import { Anchor, Badge, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';

import { kinds } from './kinds';
import { PermissionTable } from './permission-table';
import { permissionTableQuery } from '~/api/profile';
import { useSession } from '~/api/session';
import { AccessBadge } from '~/components/access-badge';
import { Page } from '~/components/page';
import { Panel } from '~/components/panel';
import { ProblemAlert } from '~/components/problem-alert';
import { text } from '~/text';
import { rolePermissionsText } from '~/text/profile';

const words = rolePermissionsText;

export function Component() {
  const { data, error, refetch } = useQuery(permissionTableQuery);
  return (
    <Page title={text.shell.pages.permissions} lead={words.lead}>
      <Stack gap="lg" maw={1100}>
        <Kinds />
        {error && <ProblemAlert error={error} onRetry={refetch} />}
        {!data && !error && <Skeleton height={480} aria-label={text.shell.loading} />}
        {data && <PermissionTable table={data} />}
        <Notes />
      </Stack>
    </Page>
  );
}

function Kinds() {
  const { label } = useSession();
  return (
    <SimpleGrid
      cols={{ base: 1, sm: 2, lg: 4 }}
      spacing="sm"
      component="ul"
      className="plain-list"
      aria-label={words.kinds}
    >
      {kinds.map(({ name, access }) => (
        <Stack key={name} component="li" gap={6} className="tile">
          <Group gap="xs">
            <AccessBadge access={access} />
            {label === text.access[`${access.role}/${access.identityType}`] && (
              <Badge variant="default" tt="none">
                {words.you}
              </Badge>
            )}
          </Group>
          <Text size="sm">{words.about[name]}</Text>
        </Stack>
      ))}
    </SimpleGrid>
  );
}

function Notes() {
  const { org } = useParams();
  return (
    <SimpleGrid cols={{ base: 1, md: 3 }} spacing="sm">
      <Panel title={words.ladderTitle}>
        <Text size="sm">{words.ladder}</Text>
      </Panel>
      <Panel title={words.mapTitle}>
        <Text size="sm">
          {words.map}{' '}
          <Anchor component={Link} to={`/o/${org}/scim-groups`} underline="always">
            {text.shell.sections.collaborators} → {text.shell.pages.groups}
          </Anchor>
          . {words.operators}
        </Text>
      </Panel>
      <Panel title={words.scopeTitle}>
        <Text size="sm">{words.scope}</Text>
      </Panel>
    </SimpleGrid>
  );
}
