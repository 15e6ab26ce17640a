import { Alert, Button, CloseButton, Group, Loader, Paper, Stack, Text } from '@mantine/core';

import { groupsAtOnceMax, type ScimGroup } from '~/api/groups';
import type { Target } from '~/api/members';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { peopleText } from '~/text/people';

import { markingId } from './marking';
import { targetNames, targetOf } from './target-picker';
import { useMappingRules } from './use-mapping-rules';
import type { SelectAll } from './use-select-all';
import type { Selection } from './use-selection';

const words = peopleText.groupsPage;

interface Props {
  rows: ScimGroup[];
  selection: Selection;
  selectAll: SelectAll;
  onMark: (groups: ScimGroup[], target: Target | null) => void;
}

// What is selected, and what can be done with it. It stays while the list scrolls, and is as high
// before anything is selected: no row moves from under the pointer.
export function SelectionBar(props: Props) {
  const { selectAll } = props;
  return (
    <Paper
      withBorder
      p="xs"
      px="sm"
      role="region"
      aria-label={words.selectionBar}
      className="sticky-bar"
    >
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Count {...props} />
          <Ways {...props} />
        </Group>
        <Actions {...props} />
        {selectAll.isCapped && (
          <Alert color="orange" variant="light" p="xs">
            {words.capped}
          </Alert>
        )}
        {!!selectAll.error && <ProblemAlert error={selectAll.error} onRetry={selectAll.start} />}
      </Stack>
    </Paper>
  );
}

function Count({ rows, selection }: Props) {
  const { groups } = selection;
  const elsewhere = groups.length - rows.filter(selection.has).length;
  return (
    <Text size="sm" role="status" fw={groups.length > 0 ? 600 : undefined}>
      {groups.length === 0 ? words.selectFirst : words.selected(groups.length)}
      {elsewhere > 0 && ` (${words.elsewhere(elsewhere)})`}
    </Text>
  );
}

function Ways({ selection, selectAll }: Props) {
  if (selectAll.soFar !== undefined)
    return (
      <Group gap="xs">
        <Loader size="xs" aria-hidden />
        <Text size="sm" role="status" className="number">
          {words.selectingAll(selectAll.soFar)}
        </Text>
        <Button variant="default" size="compact-sm" onClick={selectAll.stop}>
          {words.stopSelecting}
        </Button>
      </Group>
    );
  return (
    <Group gap="xs">
      <Button variant="subtle" size="compact-sm" onClick={selectAll.start}>
        {words.selectAll}
      </Button>
      {selection.groups.length > 0 && (
        <CloseButton size="sm" aria-label={words.clearSelection} onClick={selection.clear} />
      )}
    </Group>
  );
}

function Actions({ selection, onMark }: Props) {
  const { reasonAgainst } = useMappingRules();
  const { groups } = selection;
  const reasonFor = (target: Target | null) => {
    if (groups.length === 0) return words.selectFirst;
    return groups.length > groupsAtOnceMax ? words.tooMany : reasonAgainst(groups, target);
  };
  return (
    <Group id={markingId} gap="xs" className="button-row">
      {targetNames.map((name) => (
        <ReasonedButton
          key={name}
          size="xs"
          variant="light"
          color={targetOf(name).role === 'admin' ? 'grape' : 'indigo'}
          reason={reasonFor(targetOf(name))}
          onClick={() => onMark(groups, targetOf(name))}
        >
          {words.mark[name]}
        </ReasonedButton>
      ))}
      <ReasonedButton
        size="xs"
        variant="default"
        reason={reasonFor(null)}
        onClick={() => onMark(groups, null)}
      >
        {words.clear}
      </ReasonedButton>
    </Group>
  );
}
