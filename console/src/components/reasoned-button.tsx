import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ComponentPropsWithoutRef } from 'react';

type Props = ButtonProps &
  Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps> & {
    // Why it cannot be pressed; nothing when it can.
    reason?: string | null | false;
  };

// A button that never is disabled without its reason: it stays in the order of the keyboard, and
// says the reason to the pointer, the keyboard and a screen reader alike.
export function ReasonedButton({ reason, onClick, ...rest }: Props) {
  if (!reason) return <Button onClick={onClick} {...rest} />;
  return (
    <Tooltip label={reason}>
      <Button
        {...rest}
        data-disabled
        aria-disabled
        aria-description={reason}
        onClick={(event) => event.preventDefault()}
      />
    </Tooltip>
  );
}
