import { Alert, List, Stack, Text } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';

import { api, body } from '~/api/client';
import { erasureQuery } from '~/api/members';
import { organisationKey } from '~/api/organisations';
import { queries } from '~/api/queries';
import { useMay } from '~/api/session';
import { Confirm } from '~/components/confirm';
import { ReasonedButton } from '~/components/reasoned-button';
import { dateAndTime } from '~/components/time';
import { useToast } from '~/components/toast';
import { plainName } from '~/components/visible';
import { useOrg } from '~/shell/use-org';
import { peopleText } from '~/text/people';

const words = peopleText.erasure;

interface Props {
  id: string;
  // Empty when it is not known any more.
  name: string;
  state: 'active' | 'inactive' | 'deleted';
}

// Erases what the journal and the log hold of a person, after asking for a word to be typed.
export function Erase({ id, name, state }: Props) {
  const org = useOrg();
  const toast = useToast();
  const mayErase = useMay('erase_members');
  const [isOpen, { open, close }] = useDisclosure();
  const erase = useMutation({
    mutationFn: () =>
      body(api.POST('/api/v1/orgs/{org}/members/{id}/erase', { params: { path: { org, id } } })),
    onSuccess: ({ entries }) => {
      close();
      toast(words.done, words.doneDetail(entries));
      return queries.invalidateQueries({ queryKey: organisationKey(org) });
    },
  });
  const shut = () => {
    erase.reset();
    close();
  };
  if (!mayErase) return null;
  return (
    <>
      <ReasonedButton
        variant="default"
        onClick={open}
        reason={state === 'active' && words.activeFirst}
      >
        {words.button}
      </ReasonedButton>
      <Confirm
        opened={isOpen}
        onClose={shut}
        title={name ? words.title(plainName(name)) : words.titleUnnamed}
        action={words.confirm}
        word={words.word}
        isPending={erase.isPending}
        error={erase.error}
        onConfirm={() => erase.mutate()}
      >
        <Consequences state={state} />
        {erase.isPending && (
          <Text size="sm" mt="md" role="status">
            {words.running}
          </Text>
        )}
      </Confirm>
    </>
  );
}

function Consequences({ state }: Pick<Props, 'state'>) {
  return (
    <Stack gap="sm">
      <Points title={words.erased} points={words.erasedPoints} />
      <Points
        title={words.stays}
        points={state === 'deleted' ? words.staysGone : words.staysHere}
      />
      <Text size="sm" fw={600}>
        {words.final}
      </Text>
    </Stack>
  );
}

function Points({ title, points }: { title: string; points: readonly string[] }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List size="sm">
        {points.map((point) => (
          <List.Item key={point}>{point}</List.Item>
        ))}
      </List>
    </div>
  );
}

// Says that a person was erased, and how much of them. Nothing for those who were not.
export function Erased({ id }: Pick<Props, 'id'>) {
  const org = useOrg();
  const mayKnow = useMay('erase_members');
  const { data } = useQuery({ ...erasureQuery(org, id), enabled: mayKnow });
  const event = mayKnow ? data?.items[0] : undefined;
  if (!event) return null;
  const { entries } = event.details as { entries?: number };
  return (
    <Alert color="gray" icon={<IconEraser aria-hidden />} title={words.done} ta="left">
      {words.doneBy(dateAndTime(event.timestamp), plainName(event.actorDisplay))}{' '}
      {words.doneDetail(entries ?? 0)}
    </Alert>
  );
}
