import { Group, TagsInput } from '@mantine/core';

import { Section } from './section';
import { useChangeSettings, useLock, useOrg, type IdentityAccess } from './use-settings';
import { useDraft } from '~/components/drafts';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { settingsText } from '~/text/settings';

const words = settingsText.networks;

export function NetworksSection({ settings }: { settings: IdentityAccess }) {
  const draft = useDraft(`${useOrg()}.networks`, settings.allowedNetworks);
  const change = useChangeSettings();
  const reason = useLock();
  return (
    <Section title={words.title} lead={words.lead}>
      <TagsInput
        label={words.label}
        description={words.hint}
        value={draft.value}
        onChange={draft.change}
        readOnly={!!reason}
        splitChars={[',', ' ']}
      />
      {change.error && <ProblemAlert error={change.error} />}
      <Group>
        <ReasonedButton
          variant="light"
          reason={reason}
          loading={change.isPending}
          onClick={() =>
            change.mutate({ allowedNetworks: draft.value }, { onSuccess: draft.discard })
          }
        >
          {settingsText.save}
        </ReasonedButton>
      </Group>
    </Section>
  );
}
