import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from 'react-router-dom';

import { StatusPage } from '~/components/status-page';
import { text } from '~/text';

export function NotFound() {
  const words = text.shell.notFound;
  return (
    <StatusPage
      icon={IconMapOff}
      title={words.title}
      actions={
        <Button component={Link} to="/" variant="light">
          {words.back}
        </Button>
      }
    >
      {words.detail}
    </StatusPage>
  );
}
