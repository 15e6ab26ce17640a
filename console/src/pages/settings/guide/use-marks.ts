import { useState } from 'react';

import { useOrg } from '../use-settings';

const keyOf = (org: string) => `provost.guide.${org}`;

function read(org: string): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(org)) ?? '[]');
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

// The steps that this browser's user says are done. They lead on to the next step; what is
// confirmed, the server knows.
export function useMarks() {
  const org = useOrg();
  const [marks, setMarks] = useState(() => read(org));
  const mark = (step: string, isDone: boolean) => {
    const next = marks.filter((one) => one !== step).concat(isDone ? [step] : []);
    setMarks(next);
    try {
      localStorage.setItem(keyOf(org), JSON.stringify(next));
    } catch {
      // Without storage the marks last as long as the page.
    }
  };
  return { marks, mark };
}
