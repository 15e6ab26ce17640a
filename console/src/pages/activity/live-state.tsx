import { Group, Text } from '@mantine/core';

import { activityText } from '~/text/activity';

// A dot and a word, which a screen reader hears when it changes.
export function LiveState({ isLive, word }: { isLive: boolean; word: string }) {
  return (
    <Group gap={6} role="status" aria-label={activityText.log.liveState}>
      <span className="live-dot" data-live={isLive || undefined} aria-hidden />
      <Text size="sm">{word}</Text>
    </Group>
  );
}
