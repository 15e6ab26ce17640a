import { Alert, Button, List, Stack } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

import { Door } from './door';
import { CopyField } from '~/components/copy-field';
import { signInText } from '~/text/sign-in';

const words = signInText.setup;

// A link that lets nobody in, and the ways to one that does.
export function DeadLink({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Door title={title} isOurs>
      <Alert color="yellow" icon={<IconLinkOff aria-hidden />} role="alert">
        {children}
      </Alert>
      <Stack gap="sm">
        <CopyField label={words.ways.server} value={words.command} />
        <List size="sm" spacing={4} c="dimmed">
          <List.Item>{words.ways.operator}</List.Item>
          <List.Item>{words.ways.have}</List.Item>
        </List>
      </Stack>
      <Button component={Link} to="/sign-in" variant="default">
        {words.toSignIn}
      </Button>
    </Door>
  );
}
