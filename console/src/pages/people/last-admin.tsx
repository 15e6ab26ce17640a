import { Alert, Stack, Switch, Text, Textarea } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import { useState } from 'react';

import { peopleText } from '~/text/people';

const words = peopleText.review;

interface Props {
  reason: string;
  onReason: (reason: string) => void;
}

// The guard's refusal, what to do instead, and the way around it.
export function LastAdmin({ reason, onReason }: Props) {
  const [isOverridden, setOverridden] = useState(reason !== '');
  const toggle = (isOn: boolean) => {
    setOverridden(isOn);
    if (!isOn) onReason('');
  };
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconShieldExclamation aria-hidden />}
      title={words.lastAdminTitle}
    >
      <Stack gap="sm">
        <Text size="sm">{words.lastAdmin}</Text>
        <Switch
          color="red"
          label={words.override}
          checked={isOverridden}
          onChange={(event) => toggle(event.currentTarget.checked)}
        />
        {isOverridden && (
          <Textarea
            label={peopleText.override.reason}
            description={peopleText.override.reasonHint}
            value={reason}
            onChange={(event) => onReason(event.currentTarget.value)}
            maxLength={1000}
            autosize
            minRows={2}
          />
        )}
      </Stack>
    </Alert>
  );
}
