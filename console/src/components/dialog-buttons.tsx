import { Button, Group } from '@mantine/core';

import { text } from '~/text';

interface Props {
  // What the button says that sends the form.
  action: string;
  color?: string;
  isPending: boolean;
  onCancel: () => void;
}

// The two ways out of a dialog that is a form.
export function DialogButtons({ action, color, isPending, onCancel }: Props) {
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        {text.cancel}
      </Button>
      <Button type="submit" color={color} loading={isPending}>
        {action}
      </Button>
    </Group>
  );
}
