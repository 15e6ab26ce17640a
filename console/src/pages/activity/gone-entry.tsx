import { IconClockOff } from '@tabler/icons-react';

import { StatusPage } from '~/components/status-page';
import { activityText } from '~/text/activity';

const words = activityText.entry.gone;

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
