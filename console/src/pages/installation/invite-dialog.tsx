import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';

import { CopyField } from '~/components/copy-field';
import { Time } from '~/components/time';
import { text } from '~/text';

const words = text.installation.operators;

interface Props {
  link: { url: string; expires: string } | undefined;
  onClose: () => void;
}

// The link is a secret, so a click beside the dialog does not take it away.
export function InviteDialog({ link, onClose }: Props) {
  return (
    <Modal opened={!!link} onClose={onClose} title={words.linkTitle} closeOnClickOutside={false}>
      {link && (
        <Stack>
          <Text size="sm">{words.linkLead}</Text>
          <CopyField label={words.link} value={link.url} />
          <Alert color="yellow" icon={<IconKey aria-hidden />}>
            {words.linkOnce} {words.linkExpires} <Time value={link.expires} />.
          </Alert>
          <Group justify="flex-end">
            <Button onClick={onClose}>{words.done}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
