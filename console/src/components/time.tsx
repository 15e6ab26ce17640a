import { Tooltip } from '@mantine/core';

import { ago, clockOf, dateAndTime, dateOf, dayOf, exactly } from './moments';
import { text } from '~/text';

export { ago, dateAndTime } from './moments';

// The moment itself, here and in UTC.
function Exactly({ value, children }: { value: string; children: React.ReactNode }) {
  return (
    <Tooltip label={<span className="lines">{exactly(value)}</span>}>
      <time className="number" dateTime={value}>
        {children}
      </time>
    </Tooltip>
  );
}

// A moment as people say it, with the moment itself at hand.
export function Time({ value }: { value: string | null | undefined }) {
  if (!value) return <>{text.never}</>;
  return <Exactly value={value}>{ago(new Date(value))}</Exactly>;
}

// A day that something ends or began on, where how far away it is is not enough to act by.
export function DateTime({ value }: { value: string | null | undefined }) {
  if (!value) return <>{text.never}</>;
  return (
    <Exactly value={value}>
      {dateOf(value)}, {ago(new Date(value))}
    </Exactly>
  );
}

// A moment in a list that is read line by line: the clock, and the day where it is not today.
export function Moment({ value }: { value: string }) {
  const isToday = new Date(value).toDateString() === new Date().toDateString();
  return (
    <Exactly value={value}>
      {isToday ? '' : `${dayOf(value)}, `}
      {clockOf(value)}
    </Exactly>
  );
}

// The whole moment, where there is room for it.
export function Whole({ value }: { value: string }) {
  return (
    <Exactly value={value}>
      {dateAndTime(value)} ({ago(new Date(value))})
    </Exactly>
  );
}
