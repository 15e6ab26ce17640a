import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { Problem } from '~/api/problem';
import { ProblemAlert, detailOf } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { text } from '~/text';
import { peopleText } from '~/text/people';

interface Props {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  lead: string;
  confirm: string;
  override: string;
  // With a reason the guard of the last Admin (Human) is overridden.
  act: (overrideReason: string) => Promise<unknown>;
  onDone: () => void;
}

const words = peopleText.override;

// Asks before something that the server may refuse because nobody would be left to manage the
// organisation; then says so, and takes a reason instead.
export function GuardedDialog({ isOpen, onClose, title, ...rest }: Props) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={title}>
      <Question onClose={onClose} {...rest} />
    </Modal>
  );
}

function Question(props: Omit<Props, 'isOpen' | 'title'>) {
  const [reason, setReason] = useState('');
  const action = useMutation({
    mutationFn: props.act,
    onSuccess: () => {
      props.onClose();
      props.onDone();
    },
  });
  const { error } = action;
  const isRefused = error instanceof Problem && error.status === 409;
  return (
    <Stack>
      <Text size="sm">{props.lead}</Text>
      {isRefused && <Refusal detail={detailOf(error)} reason={reason} onReason={setReason} />}
      {error && !isRefused && <ProblemAlert error={error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={props.onClose} data-autofocus>
          {text.cancel}
        </Button>
        <ReasonedButton
          color="red"
          loading={action.isPending}
          reason={isRefused && !reason.trim() && words.missing}
          onClick={() => action.mutate(isRefused ? reason.trim() : '')}
        >
          {isRefused ? props.override : props.confirm}
        </ReasonedButton>
      </Group>
    </Stack>
  );
}

interface RefusalProps {
  detail: string;
  reason: string;
  onReason: (reason: string) => void;
}

function Refusal({ detail, reason, onReason }: RefusalProps) {
  return (
    <>
      <Alert color="red" role="alert" icon={<IconShieldExclamation aria-hidden />}>
        {detail}
      </Alert>
      <Textarea
        label={words.reason}
        description={words.reasonHint}
        value={reason}
        onChange={(event) => onReason(event.currentTarget.value)}
        maxLength={1000}
        autosize
        minRows={2}
      />
    </>
  );
}
