import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { Section } from './section';
import { useChangeSettings, useLock, type IdentityAccess } from './use-settings';
import { Confirm } from '~/components/confirm';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedSwitch } from '~/components/reasoned-switch';
import { settingsText } from '~/text/settings';

const words = settingsText.attributes;

export function AttributesSection({ settings }: { settings: IdentityAccess }) {
  const change = useChangeSettings();
  const reason = useLock();
  return (
    <Section title={words.title} lead={words.lead}>
      <Profile settings={settings} />
      <ReasonedSwitch
        label={words.reject}
        description={words.rejectLead}
        checked={settings.rejectExtraAttributes}
        reason={reason}
        onChange={(rejectExtraAttributes) => change.mutate({ rejectExtraAttributes })}
      />
      <ReasonedSwitch
        label={words.strict}
        description={words.strictLead}
        checked={settings.conformance === 'strict'}
        reason={reason}
        onChange={(strict) => change.mutate({ conformance: strict ? 'strict' : 'tolerant' })}
      />
      <ReasonedSwitch
        label={words.bodies}
        description={words.bodiesLead}
        checked={settings.logBodies ?? false}
        reason={reason}
        onChange={(logBodies) => change.mutate({ logBodies })}
      />
      {change.error && <ProblemAlert error={change.error} />}
    </Section>
  );
}

// Going to minimal deletes what is stored, so it is asked first.
function Profile({ settings }: { settings: IdentityAccess }) {
  const [isAsking, setAsking] = useState(false);
  const change = useChangeSettings();
  const reason = useLock();
  const choose = (profile: string) => {
    if (reason) return;
    if (profile === 'minimal') setAsking(true);
    else change.mutate({ attributeProfile: 'full' });
  };
  const purge = () =>
    change.mutate(
      { attributeProfile: 'minimal', confirmPurge: true },
      { onSuccess: () => setAsking(false) },
    );
  return (
    <>
      <Radio.Group
        label={words.profile}
        description={reason}
        value={settings.attributeProfile}
        onChange={choose}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="minimal" label={words.minimal} description={words.minimalLead} />
          <Radio value="full" label={words.full} description={words.fullLead} />
        </Stack>
      </Radio.Group>
      {change.error && !isAsking && <ProblemAlert error={change.error} />}
      {settings.purging && (
        <Text size="sm" role="status">
          {words.purging(settings.purging.done, settings.purging.total)}
        </Text>
      )}
      <Confirm
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={words.purgeTitle}
        action={words.purgeConfirm}
        isPending={change.isPending}
        error={change.error}
        onConfirm={purge}
      >
        {words.purge}
      </Confirm>
    </>
  );
}
