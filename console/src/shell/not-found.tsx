import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from 'react-router-dom';

import { Empty } from '~/components/empty';
import { text } from '~/text';

export function NotFound() {
  const words = text.shell.notFound;
  return (
    <Empty
      icon={IconMapOff}
      title={words.title}
      action={
        <Button component={Link} to="/" variant="light" mt="sm">
          {words.back}
        </Button>
      }
    >
      {words.detail}
    </Empty>
  );
}
