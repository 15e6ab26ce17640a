import { IconClockOff } from '@tabler/icons-react';

import { StatusPage } from '~/components/status-page';
import { text } from '~/text';

const words = text.activity.entry.gone;

export function GoneEntry({ org }: { org: string }) {
  return (
    <StatusPage
      icon={IconClockOff}
      title={words.title}
      way={{ to: `/o/${org}/log`, label: words.toLog }}
    >
      {words.detail}
    </StatusPage>
  );
}
