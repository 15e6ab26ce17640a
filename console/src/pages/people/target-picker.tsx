import { Radio, Stack } from '@mantine/core';

import type { Target } from '~/api/members';
import { text } from '~/text';
import { peopleText } from '~/text/people';

export type TargetName = keyof typeof peopleText.invitation.hints;

// In the order in which people want them, the plainest first.
export const targetNames: TargetName[] = [
  'user/human',
  'admin/human',
  'user/service',
  'admin/service',
];

const targets: Record<TargetName, Target> = {
  'user/human': { role: 'user', identityType: 'human' },
  'admin/human': { role: 'admin', identityType: 'human' },
  'user/service': { role: 'user', identityType: 'service' },
  'admin/service': { role: 'admin', identityType: 'service' },
};

export const targetOf = (name: TargetName) => targets[name];
export const nameOfTarget = (target: Target): TargetName => `${target.role}/${target.identityType}`;

interface Props {
  label: string;
  value: TargetName;
  onChange: (value: TargetName) => void;
}

export function TargetPicker({ label, value, onChange }: Props) {
  return (
    <Radio.Group label={label} value={value} onChange={(chosen) => onChange(chosen as TargetName)}>
      <Stack gap="sm" mt="xs">
        {targetNames.map((name) => (
          <Radio
            key={name}
            value={name}
            label={text.access[name]}
            description={peopleText.invitation.hints[name]}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
