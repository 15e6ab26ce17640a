import { Text } from '@mantine/core';

import { Secret, SecretDialog, SecretField } from '~/components/secret';
import { DateTime } from '~/components/time';
import { installationText } from '~/text/installation';

const words = installationText.operators;

interface Props {
  link: { url: string; expires: string } | undefined;
  onClose: () => void;
}

export function InviteDialog({ link, onClose }: Props) {
  return (
    <SecretDialog opened={!!link} onClose={onClose} title={words.linkTitle} holdsSecret={!!link}>
      {link && (
        <Secret title={words.linkOnce} warning={words.linkLead} onDone={onClose}>
          <SecretField label={words.link} value={link.url} />
          <Text size="sm" c="dimmed">
            {words.linkExpires} <DateTime value={link.expires} />.
          </Text>
        </Secret>
      )}
    </SecretDialog>
  );
}
