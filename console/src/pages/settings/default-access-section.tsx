import { Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { Section } from './section';
import { identityAccessQuery, useLock, useOrg, type IdentityAccess } from './use-settings';
import { applyDefaultAccess, previewDefaultAccess } from '~/api/groups';
import { AccessBadge, accessName } from '~/components/access-badge';
import { useToast } from '~/components/toast';
import { Review } from '~/pages/people/review';
import { useUndo } from '~/pages/people/use-undo';
import { peopleText } from '~/text/people';
import { settingsText } from '~/text/settings';

const words = settingsText.defaultAccess;
const choices = {
  human: { role: 'user', identityType: 'human' },
  service: { role: 'user', identityType: 'service' },
  none: null,
} as const;
type Choice = keyof typeof choices;
type DefaultAccess = IdentityAccess['defaultAccess'];

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
  before: DefaultAccess;
  after: (typeof choices)[Choice];
  onClose: () => void;
}

function Change({ before, after, onClose }: ChangeProps) {
  const org = useOrg();
  const client = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const apply = async (access: DefaultAccess, etag: string) => {
    const settings = await applyDefaultAccess(org, access, etag);
    client.setQueryData(identityAccessQuery(org).queryKey, settings);
  };
  const restore = async () => apply(before, (await previewDefaultAccess(org, before)).etag);
  return (
    <Review
      change={{
        key: ['default-access', after],
        preview: (place) => previewDefaultAccess(org, after, place),
        apply: async (seen) => {
          await apply(after, seen.etag);
          return seen;
        },
      }}
      onClose={onClose}
      onApplied={(outcome) => {
        onClose();
        toast(
          words.doneTitle,
          peopleText.review.done(outcome.gainCount, outcome.lossCount),
          { to: `/o/${org}/audit?type=organisation`, label: peopleText.review.audit },
          undo(outcome, restore),
        );
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
