import { Alert, Button, Group, Modal, Stack, Text, Textarea, type ModalProps } from '@mantine/core';
import { IconCheck, IconCopy, IconShieldExclamation } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { CopyStatus } from './copy-icon';
import { copyKeys } from './keys';
import { useCopy } from './use-copy';
import { text } from '~/text';

interface DialogProps extends ModalProps {
  // The dialog shows something that is shown only once.
  holdsSecret: boolean;
}

// A dialog that nobody closes by accident while it holds a secret: not by Esc, not by a click beside
// it, only by the button that says that the secret is copied.
export function SecretDialog({ holdsSecret, ...rest }: DialogProps) {
  return (
    <Modal
      {...rest}
      closeOnClickOutside={!holdsSecret}
      closeOnEscape={!holdsSecret}
      withCloseButton={!holdsSecret}
    />
  );
}

interface Props {
  // That it is shown only now, and what whoever holds it may do.
  title: string;
  warning: ReactNode;
  children: ReactNode;
  onDone: () => void;
}

// What a SecretDialog shows: the warning, then SecretFields and what goes with them.
export function Secret({ title, warning, children, onDone }: Props) {
  return (
    <Stack>
      <Alert
        color="orange"
        role="status"
        icon={<IconShieldExclamation aria-hidden />}
        title={title}
      >
        <Text size="sm">{warning}</Text>
      </Alert>
      {children}
      <Group justify="flex-end">
        <Button onClick={onDone}>{text.copiedIt}</Button>
      </Group>
    </Stack>
  );
}

// The whole secret, however long, with its button.
export function SecretField({ label, value }: { label: string; value: string }) {
  const { source, state, copy } = useCopy<HTMLTextAreaElement>(value);
  const isCopied = state === 'copied';
  const Icon = isCopied ? IconCheck : IconCopy;
  return (
    <Stack gap="xs" align="flex-start">
      <Textarea
        ref={source}
        w="100%"
        label={label}
        value={value}
        readOnly
        autosize
        minRows={1}
        onFocus={(event) => event.currentTarget.select()}
        classNames={{ input: 'secret' }}
      />
      <Group gap="sm">
        <Button
          size="xs"
          variant="light"
          color={isCopied ? 'teal' : undefined}
          leftSection={<Icon size={16} aria-hidden />}
          onClick={copy}
          aria-label={`${text.copy} ${label}`}
        >
          {isCopied ? text.copied : text.copy}
        </Button>
        {state === 'refused' && (
          <Text size="sm" c="var(--provost-warning)" aria-hidden>
            {text.notCopied(copyKeys)}
          </Text>
        )}
      </Group>
      <CopyStatus state={state} />
    </Stack>
  );
}
