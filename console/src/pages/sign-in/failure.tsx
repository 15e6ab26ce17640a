import { Alert, Anchor, Button, Code, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconBulb } from '@tabler/icons-react';
import { Link } from 'react-router-dom';

import { Door } from './door';
import { startAddress } from './organisation-door';
import { isFramed } from '~/shell/frame';
import { Support } from '~/shell/support';
import { signInText } from '~/text/sign-in';

const words = signInText;

function wordsOf(code: string) {
  return Object.hasOwn(words.errors, code)
    ? words.errors[code as keyof typeof words.errors]
    : words.errors.unknown;
}

// Why an organisation's sign-in did not let somebody in, what to do, and whom to ask.
export function Failure({ code, org, to }: { code: string; org: string; to: string }) {
  const { title, detail, fix, mayPass } = wordsOf(code);
  return (
    <Door title={title}>
      <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
        <Text size="sm">{detail}</Text>
      </Alert>
      <Alert color="indigo" icon={<IconBulb aria-hidden />} title={words.whatToDo}>
        <Text size="sm">{fix}</Text>
      </Alert>
      <Stack gap="xs">
        <Button
          component="a"
          href={startAddress(org, to)}
          target={isFramed() ? '_blank' : undefined}
          variant={mayPass ? 'filled' : 'default'}
        >
          {words.retry}
        </Button>
        <Anchor component={Link} to="/sign-in" size="sm" ta="center">
          {words.operator.other}
        </Anchor>
      </Stack>
      <Support />
      <Text size="xs" c="dimmed" ta="center">
        <Code>{org}</Code> · <Code>{code}</Code>
      </Text>
    </Door>
  );
}
