import { useState } from 'react';

import { Section } from './section';
import { useChangeSettings, useLock, type IdentityAccess } from './use-settings';
import { Confirm } from '~/components/confirm';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedSwitch } from '~/components/reasoned-switch';
import { settingsText } from '~/text/settings';

export function ScimSection({ settings }: { settings: IdentityAccess }) {
  const [isAsking, setAsking] = useState(false);
  const change = useChangeSettings();
  const words = settingsText.scim;
  const disable = () =>
    change.mutate({ scimEnabled: false }, { onSuccess: () => setAsking(false) });
  return (
    <Section title={words.title}>
      <ReasonedSwitch
        label={words.enable}
        description={settings.scimEnabled ? words.on : words.off}
        checked={settings.scimEnabled}
        reason={useLock()}
        onChange={(enable) => (enable ? change.mutate({ scimEnabled: true }) : setAsking(true))}
      />
      {change.error && !isAsking && <ProblemAlert error={change.error} />}
      <Confirm
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={words.confirmTitle}
        action={words.disable}
        isPending={change.isPending}
        error={change.error}
        onConfirm={disable}
      >
        {words.confirm}
      </Confirm>
    </Section>
  );
}
