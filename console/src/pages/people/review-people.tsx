import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconEqual } from '@tabler/icons-react';

import type { MappingPreview, PersonChanged } from '~/api/groups';
import { SearchField } from '~/components/search-field';
import { AccessBadge } from '~/components/access-badge';
import { Empty } from '~/components/empty';
import { Name } from '~/components/name';
import { peopleText } from '~/text/people';

import { gainedBy, lostBy, partsOf } from './review-words';
import type { Review } from './use-review';

const words = peopleText.review;

interface Props {
  review: Review;
  first: MappingPreview;
}

// Losses first: they are what hurts.
export function ReviewPeople({ review, first }: Props) {
  const pages = review.preview.data?.pages ?? [];
  if (first.lossCount + first.gainCount === 0)
    return (
      <>
        <Empty icon={IconEqual} title={words.noChangeTitle}>
          {words.noChange}
        </Empty>
        <Others first={first} />
      </>
    );
  return (
    <Stack gap="lg">
      {isLong(first) && (
        <SearchField
          label={words.search}
          placeholder={words.search}
          value={review.search}
          onSearch={review.setSearch}
        />
      )}
      <Changed
        title={words.losses(first.lossCount, lostBy(first))}
        detail={lostBy(first) === 'some' ? words.lostParts(partsOf(first)) : undefined}
        icon={<IconArrowDown size={18} aria-hidden />}
        color="var(--provost-bad)"
        people={pages.flatMap((page) => page.losses)}
        count={first.lossCount}
        review={review}
      />
      <Changed
        title={words.gains(first.gainCount, gainedBy(first))}
        icon={<IconArrowUp size={18} aria-hidden />}
        color="var(--provost-good)"
        people={pages.flatMap((page) => page.gains)}
        count={first.gainCount}
        review={review}
      />
      <Others first={first} />
    </Stack>
  );
}

// So long that a name is looked for rather than found.
const longCount = 10;
const isLong = (first: MappingPreview) => first.lossCount + first.gainCount > longCount;

// The people it leaves as they are, so that the numbers add up to those of the groups.
function Others({ first: { sameCount, inactiveCount } }: { first: MappingPreview }) {
  if (sameCount + inactiveCount === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {sameCount > 0 && words.same(sameCount)} {inactiveCount > 0 && words.inactive(inactiveCount)}
    </Text>
  );
}

interface ChangedProps {
  title: string;
  detail?: string;
  icon: JSX.Element;
  color: string;
  people: PersonChanged[];
  count: number;
  review: Review;
}

function Changed({ title, detail, icon, color, people, count, review }: ChangedProps) {
  if (count === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Group gap={6} c={color}>
        {icon}
        <Title order={3} size="h5">
          {title}
        </Title>
      </Group>
      {detail && <Text size="sm">{detail}</Text>}
      <Table.ScrollContainer
        minWidth={320}
        mah={280}
        // A search leaves the dialog as high as it was.
        mih={count > longCount ? 280 : undefined}
        className="bounded"
        tabIndex={0}
        role="region"
        aria-label={title}
      >
        <People people={people} label={title} />
        {review.search && people.length === 0 && !review.preview.isFetching && (
          <Text size="sm" c="dimmed" p="sm" role="status">
            {words.noneFound}
          </Text>
        )}
      </Table.ScrollContainer>
      {count > longCount && (
        <Group gap="sm" mih={26}>
          {review.preview.hasNextPage && people.length < count && (
            <Button
              variant="default"
              size="compact-sm"
              loading={review.preview.isFetchingNextPage}
              onClick={() => void review.more()}
            >
              {words.more}
            </Button>
          )}
          <Text size="xs" c="dimmed" className="number">
            {review.search ? words.found(people.length) : words.shown(people.length, count)}
          </Text>
        </Group>
      )}
    </Stack>
  );
}

function People({ people, label }: { people: PersonChanged[]; label: string }) {
  return (
    <Table verticalSpacing={6} aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.columns.person}</Table.Th>
          <Table.Th>
            {words.columns.before} <span aria-hidden>→</span> {words.columns.after}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <Table.Tr key={person.id}>
            <Table.Td className="breakable">
              <Name>{person.userName ?? person.id}</Name>
            </Table.Td>
            <Table.Td>
              <Group gap={6} className="before-after">
                <AccessBadge access={person.before} />
                <span aria-hidden>→</span>
                <AccessBadge access={person.after} />
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
