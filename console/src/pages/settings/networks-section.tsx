import { Group, TagsInput } from '@mantine/core';
import { useState } from 'react';

import { Section } from './section';
import { useChangeSettings, useLock, type IdentityAccess } from './use-settings';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { text } from '~/text';

const words = text.settings.networks;

export function NetworksSection({ settings }: { settings: IdentityAccess }) {
  const [networks, setNetworks] = useState(settings.allowedNetworks);
  const change = useChangeSettings();
  const reason = useLock();
  return (
    <Section title={words.title} lead={words.lead}>
      <TagsInput
        label={words.label}
        description={words.hint}
        value={networks}
        onChange={setNetworks}
        readOnly={!!reason}
        splitChars={[',', ' ']}
      />
      {change.error && <ProblemAlert error={change.error} />}
      <Group>
        <ReasonedButton
          variant="light"
          reason={reason}
          loading={change.isPending}
          onClick={() => change.mutate({ allowedNetworks: networks })}
        >
          {text.settings.save}
        </ReasonedButton>
      </Group>
    </Section>
  );
}
