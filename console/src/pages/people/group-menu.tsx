import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconDots, IconEraser } from '@tabler/icons-react';
import { useRef } from 'react';

import type { ScimGroup } from '~/api/groups';
import type { Target } from '~/api/members';
import { plainName } from '~/components/visible';
import { peopleText } from '~/text/people';

import { nameOfTarget, targetNames, targetOf } from './target-picker';
import { useMappingRules } from './use-mapping-rules';

const words = peopleText.groupsPage;

interface Props {
  group: ScimGroup;
  onMark: (target: Target | null) => void;
  // On the group's own page.
  isButton?: boolean;
}

// What can be done with one group: what it is already is not offered again.
export function GroupMenu({ group, onMark, isButton }: Props) {
  const current = group.mapping && nameOfTarget(group.mapping);
  const trigger = useRef<HTMLButtonElement>(null);
  // A dialog gives the focus back to what had it when it opened: the item is gone by then.
  const mark = (target: Target | null) => {
    trigger.current?.focus();
    onMark(target);
  };
  return (
    <Menu position="bottom-end" withinPortal returnFocus>
      <Menu.Target>
        {isButton ? (
          <Button ref={trigger} rightSection={<IconChevronDown size={16} aria-hidden />}>
            {current ? words.changeMapping : words.mapGroup}
          </Button>
        ) : (
          <ActionIcon
            ref={trigger}
            variant="subtle"
            color="gray"
            aria-label={words.actionsOf(plainName(group.displayName))}
          >
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {targetNames
          .filter((name) => name !== current)
          .map((name) => (
            <Action
              key={name}
              group={group}
              label={words.mark[name]}
              target={targetOf(name)}
              onMark={mark}
            />
          ))}
        {current && (
          <>
            <Menu.Divider />
            <Action group={group} label={words.clear} target={null} onMark={mark} />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ActionProps extends Props {
  label: string;
  target: Target | null;
}

function Action({ group, label, target, onMark }: ActionProps) {
  const { reasonAgainst } = useMappingRules();
  const reason = reasonAgainst([group], target);
  return (
    <Menu.Item
      leftSection={target === null && <IconEraser size={16} aria-hidden />}
      aria-disabled={reason ? true : undefined}
      closeMenuOnClick={!reason}
      onClick={() => !reason && onMark(target)}
    >
      {label}
      {reason && (
        <Text size="xs" c="dimmed" maw={260}>
          {reason}
        </Text>
      )}
    </Menu.Item>
  );
}
