import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';

import { ProblemAlert } from './problem-alert';
import { ReasonedButton } from './reasoned-button';
import { text } from '~/text';

interface Props {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  action: string;
  // A word that has to be typed before the action can be chosen.
  word?: string;
  isPending?: boolean;
  error?: unknown;
  onConfirm: () => void;
}

// Asks before something that takes away.
export function Confirm(props: Props) {
  const [typed, setTyped] = useState('');
  const isReady = !props.word || typed === props.word;
  const close = () => {
    setTyped('');
    props.onClose();
  };
  return (
    <Modal opened={props.opened} onClose={close} title={props.title}>
      <Stack>
        <Text size="sm" component="div">
          {props.children}
        </Text>
        {props.word && (
          <TextInput
            label={text.typeToConfirm(props.word)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
        )}
        {!!props.error && <ProblemAlert error={props.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {text.cancel}
          </Button>
          <ReasonedButton
            color="red"
            loading={props.isPending}
            reason={!isReady && props.word && text.typeToConfirm(props.word)}
            onClick={props.onConfirm}
          >
            {props.action}
          </ReasonedButton>
        </Group>
      </Stack>
    </Modal>
  );
}
