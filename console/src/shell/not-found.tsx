import { IconMapOff } from '@tabler/icons-react';

import { StatusPage } from '~/components/status-page';
import { text } from '~/text';

export function NotFound() {
  const words = text.shell.notFound;
  return (
    <StatusPage icon={IconMapOff} title={words.title} way={{ to: '/', label: words.back }}>
      {words.detail}
    </StatusPage>
  );
}
