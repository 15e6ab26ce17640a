import { Radio, Stack } from '@mantine/core';

import { Section } from './section';
import { useChangeSettings, useLock, type IdentityAccess } from './use-settings';
import { accessName } from '~/components/access-badge';
import { ProblemAlert } from '~/components/problem-alert';
import { text } from '~/text';

const words = text.settings.defaultAccess;
const choices = {
  human: { role: 'user', identityType: 'human' },
  service: { role: 'user', identityType: 'service' },
  none: null,
} as const;
type Choice = keyof typeof choices;

export function DefaultAccessSection({ settings }: { settings: IdentityAccess }) {
  const change = useChangeSettings();
  const reason = useLock();
  const choose = (choice: string) =>
    !reason && change.mutate({ defaultAccess: choices[choice as Choice] });
  return (
    <Section title={words.title} lead={words.lead}>
      <Radio.Group
        label={words.label}
        description={reason}
        value={settings.defaultAccess?.identityType ?? 'none'}
        onChange={choose}
      >
        <Stack gap="xs" mt="xs">
          {Object.entries(choices).map(([name, access]) => (
            <Radio key={name} value={name} label={accessName(access)} />
          ))}
        </Stack>
      </Radio.Group>
      {change.error && <ProblemAlert error={change.error} />}
    </Section>
  );
}
