import { Button, Collapse, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight, IconCode } from '@tabler/icons-react';

import { CodeBlock } from '~/components/code-block';
import { activityText } from '~/text/activity';

const words = activityText.changes;

// What a developer needs to have their app read the same feed.
export function ReadingTheFeed({ org, after }: { org: string; after: number }) {
  const [isOpen, { toggle }] = useDisclosure();
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const address = `${window.location.origin}/api/v1/orgs/${org}/changes?after=${after}`;
  const key = '  -H "Authorization: Bearer $API_KEY"';
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={isOpen}
        leftSection={<IconCode size={16} aria-hidden />}
        rightSection={<Chevron size={14} aria-hidden />}
        onClick={toggle}
      >
        {words.how}
      </Button>
      <Collapse in={isOpen}>
        <Paper withBorder p="md" mt="xs" maw={860}>
          <Stack gap="md">
            <Text size="sm">{words.howDetail}</Text>
            <CodeBlock label={words.curl} value={`curl "${address}" \\\n${key}`} />
            <CodeBlock
              label={words.follow}
              value={`curl -N "${address}" \\\n${key} \\\n  -H "Accept: text/event-stream"`}
            />
          </Stack>
        </Paper>
      </Collapse>
    </div>
  );
}
