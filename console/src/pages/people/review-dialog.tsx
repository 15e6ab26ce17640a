import { Group, Modal, Text } from '@mantine/core';

import { applyMapping, previewMapping, type ScimGroup } from '~/api/groups';
import type { Target } from '~/api/members';
import { AccessBadge } from '~/components/access-badge';
import { useToast } from '~/components/toast';
import { useOrg } from '~/shell/use-org';
import { Name } from '~/components/name';
import { plainName } from '~/components/visible';
import { peopleText } from '~/text/people';

import { Review } from './review';
import { nameOfTarget } from './target-picker';
import type { Outcome } from './use-review';
import { useUndo } from './use-undo';

const words = peopleText.review;
const groupsNamed = 5;

export interface Wish {
  groups: ScimGroup[];
  target: Target | null;
}

interface Props {
  wish: Wish | undefined;
  onClose: () => void;
  onApplied: () => void;
}

// Who would gain and who would lose, before it happens (design §2.10).
export function ReviewDialog({ wish, onClose, onApplied }: Props) {
  return (
    <Modal opened={!!wish} onClose={onClose} size="xl" title={wish && titleOf(wish)}>
      {wish && <Content wish={wish} onClose={onClose} onApplied={onApplied} />}
    </Modal>
  );
}

function titleOf({ groups, target }: Wish): string {
  const { mark, clear } = peopleText.groupsPage;
  const action = target ? mark[nameOfTarget(target)] : clear;
  const [only] = groups;
  const what =
    groups.length === 1 && only ? plainName(only.displayName) : peopleText.groups(groups.length);
  return words.title(action, what);
}

function useDone(wish: Wish, onClose: () => void, onApplied: () => void) {
  const org = useOrg();
  const toast = useToast();
  const undo = useUndo();
  const [only] = wish.groups;
  const query =
    wish.groups.length === 1 && only
      ? `target=${only.id}`
      : `type=${wish.target ? 'group.mapped' : 'group.unmapped'}`;
  return (outcome: Outcome) => {
    onApplied();
    onClose();
    toast(
      words.doneTitle,
      words.done(outcome.gainCount, outcome.lossCount),
      { to: `/o/${org}/audit?${query}`, label: words.audit },
      undo(outcome, () => mapAsBefore(org, wish.groups)),
    );
  };
}

// Each group to what it was mapped to when the change was made.
async function mapAsBefore(org: string, groups: ScimGroup[]): Promise<void> {
  const before = new Map<string, { mapping: Target | null; groupIds: string[] }>();
  for (const { id, mapping } of groups) {
    const name = mapping ? nameOfTarget(mapping) : '';
    const change = before.get(name) ?? { mapping, groupIds: [] };
    change.groupIds.push(id);
    before.set(name, change);
  }
  for (const change of before.values()) {
    const { etag } = await previewMapping(org, change);
    await applyMapping(org, change, etag, '');
  }
}

function Content({ wish, onClose, onApplied }: Required<Props> & { wish: Wish }) {
  const org = useOrg();
  const change = { groupIds: wish.groups.map((group) => group.id), mapping: wish.target };
  return (
    <Review
      change={{
        key: change,
        preview: (place) => previewMapping(org, change, place),
        apply: (seen, reason) => applyMapping(org, change, seen.etag, reason),
      }}
      onClose={onClose}
      onApplied={useDone(wish, onClose, onApplied)}
    >
      <Concerned wish={wish} />
    </Review>
  );
}

function Concerned({ wish }: { wish: Wish }) {
  const [only, ...others] = wish.groups;
  return (
    <Group gap="xs" component="section" aria-label={words.concerns}>
      {only && others.length === 0 ? <Before group={only} /> : <Named groups={wish.groups} />}
      <Text size="sm" c="dimmed" aria-hidden>
        →
      </Text>
      {wish.target ? (
        <AccessBadge access={wish.target} />
      ) : (
        <Text size="sm">{peopleText.groupsPage.unmapped}</Text>
      )}
    </Group>
  );
}

// The title says which group it is.
function Before({ group }: { group: ScimGroup }) {
  return group.mapping ? (
    <AccessBadge access={group.mapping} />
  ) : (
    <Text size="sm">{peopleText.groupsPage.unmapped}</Text>
  );
}

function Named({ groups }: { groups: ScimGroup[] }) {
  const rest = groups.length - groupsNamed;
  return (
    <>
      {groups.slice(0, groupsNamed).map((group) => (
        <Text key={group.id} size="sm" fw={500} className="chip breakable">
          <Name>{group.displayName}</Name>
        </Text>
      ))}
      {rest > 0 && (
        <Text size="sm" c="dimmed">
          {words.moreGroups(rest)}
        </Text>
      )}
    </>
  );
}
