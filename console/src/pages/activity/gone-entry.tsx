import { Button } from '@mantine/core';
import { IconClockOff } from '@tabler/icons-react';
import { Link } from 'react-router-dom';

import { StatusPage } from '~/components/status-page';
import { text } from '~/text';

const words = text.activity.entry.gone;

export function GoneEntry({ org }: { org: string }) {
  return (
    <StatusPage
      icon={IconClockOff}
      title={words.title}
      actions={
        <Button component={Link} to={`/o/${org}/log`} variant="light">
          {words.toLog}
        </Button>
      }
    >
      {words.detail}
    </StatusPage>
  );
}
