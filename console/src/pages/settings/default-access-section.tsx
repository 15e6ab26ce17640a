import { Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { Section } from './section';
import { identityAccessQuery, useLock, useOrg, type IdentityAccess } from './use-settings';
import { applyDefaultAccess, previewDefaultAccess } from '~/api/groups';
import type { Target } from '~/api/members';
import { AccessBadge, accessName } from '~/components/access-badge';
import { useToast } from '~/components/toast';
import { Review } from '~/pages/people/review';
import { text } from '~/text';

const words = text.settings.defaultAccess;
const choices = {
  human: { role: 'user', identityType: 'human' },
  service: { role: 'user', identityType: 'service' },
  none: null,
} as const;
type Choice = keyof typeof choices;

export function DefaultAccessSection({ settings }: { settings: IdentityAccess }) {
  const reason = useLock();
  const [wish, setWish] = useState<Choice>();
  return (
    <Section title={words.title} lead={words.lead}>
      <Radio.Group
        label={words.label}
        description={reason}
        value={settings.defaultAccess?.identityType ?? 'none'}
        onChange={(choice) => !reason && setWish(choice as Choice)}
      >
        <Stack gap="xs" mt="xs">
          {Object.entries(choices).map(([name, access]) => (
            <Radio key={name} value={name} label={accessName(access)} />
          ))}
        </Stack>
      </Radio.Group>
      <Modal opened={!!wish} onClose={() => setWish(undefined)} size="xl" title={words.review}>
        {wish && (
          <Change
            before={settings.defaultAccess}
            after={choices[wish]}
            onClose={() => setWish(undefined)}
          />
        )}
      </Modal>
    </Section>
  );
}

interface ChangeProps {
  before: Target | null;
  after: (typeof choices)[Choice];
  onClose: () => void;
}

function Change({ before, after, onClose }: ChangeProps) {
  const org = useOrg();
  const client = useQueryClient();
  const toast = useToast();
  return (
    <Review
      change={{
        key: ['default-access', after],
        preview: (cursor) => previewDefaultAccess(org, after, cursor),
        apply: async (seen) => {
          const settings = await applyDefaultAccess(org, after, seen.etag);
          client.setQueryData(identityAccessQuery(org).queryKey, settings);
          return seen;
        },
      }}
      onClose={onClose}
      onApplied={({ gainCount, lossCount }) => {
        onClose();
        toast(words.doneTitle, text.people.review.done(gainCount, lossCount), {
          to: `/o/${org}/audit?type=organisation`,
          label: text.people.review.audit,
        });
      }}
    >
      <Group gap="xs">
        <Text size="sm">{words.title}</Text>
        <AccessBadge access={before} />
        <span aria-hidden>→</span>
        <AccessBadge access={after} />
      </Group>
    </Review>
  );
}
