import { useEffect } from 'react';
import { useBlocker } from 'react-router-dom';

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { forgetDrafts, isAnythingUnsaved } from '~/components/drafts';
import { text } from '~/text';

const words = text.shell.leave;

// Asks before what was typed and not saved goes with its page. Whose session has ended is not asked:
// the drafts wait for them.
export function LeaveGuard() {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isAnythingUnsaved() &&
      currentLocation.pathname !== nextLocation.pathname &&
      nextLocation.pathname !== '/sign-in',
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (isAnythingUnsaved()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
  const leave = () => {
    forgetDrafts();
    blocker.proceed?.();
  };
  return (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={words.title}
    >
      <Stack>
        <Text size="sm">{words.detail}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={leave}>
            {words.leave}
          </Button>
          <Button data-autofocus onClick={() => blocker.reset?.()}>
            {words.stay}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
