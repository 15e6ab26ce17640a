import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate } from 'react-router-dom';

import { text } from '~/text';

import { showToast } from './toasts';

interface Way {
  to: string;
  label: string;
}

// Says that something is done, with the way to where it shows and, for as long as the message
// stands, the way back. The message outlives the page that said it.
export function useToast() {
  const navigate = useNavigate();
  return (title: string, message?: string, way?: Way, undo?: () => void) =>
    showToast({
      color: 'teal',
      title,
      autoClose: way ? 10_000 : 5_000,
      message: (
        <Stack gap={4} align="flex-start">
          {message && <Text size="sm">{message}</Text>}
          <Group gap="md">
            {undo && (
              <Button size="compact-sm" variant="default" onClick={undo}>
                {text.undo}
              </Button>
            )}
            {way && (
              <Anchor
                size="sm"
                href={`${import.meta.env.BASE_URL}${way.to.slice(1)}`}
                onClick={(event) => {
                  event.preventDefault();
                  navigate(way.to);
                }}
              >
                {way.label}
              </Anchor>
            )}
          </Group>
        </Stack>
      ),
    });
}
