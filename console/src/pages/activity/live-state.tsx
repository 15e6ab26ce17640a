import { Group, Text } from '@mantine/core';

import { text } from '~/text';

// A dot and a word, which a screen reader hears when it changes.
export function LiveState({ isLive, word }: { isLive: boolean; word: string }) {
  return (
    <Group gap={6} role="status" aria-label={text.activity.log.liveState}>
      <span className="live-dot" data-live={isLive || undefined} aria-hidden />
      <Text size="sm">{word}</Text>
    </Group>
  );
}
