import { Switch, Tooltip } from '@mantine/core';

interface Props {
  label: string;
  description?: string;
  checked: boolean;
  // Why it cannot be changed; nothing when it can.
  reason?: string | null;
  onChange: (checked: boolean) => void;
}

// A switch that never is locked without its reason, like ReasonedButton.
export function ReasonedSwitch({ reason, onChange, ...rest }: Props) {
  return (
    <Tooltip label={reason} disabled={!reason} position="top-start">
      <Switch
        {...rest}
        aria-disabled={reason ? true : undefined}
        aria-description={reason ?? undefined}
        onChange={(event) => !reason && onChange(event.currentTarget.checked)}
      />
    </Tooltip>
  );
}
