import { useEffect, useRef } from 'react';

const hesitationMs = 60;

// Handlers that tell when somebody is about to follow a link: the pointer rests on it, or the
// keyboard has come to it. A pointer that only passes means nothing.
export function useIntent(onIntent: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const stop = () => clearTimeout(timer.current);
  useEffect(() => stop, []);
  const start = () => {
    stop();
    timer.current = setTimeout(onIntent, hesitationMs);
  };
  return { onMouseEnter: start, onMouseLeave: stop, onFocus: start, onBlur: stop };
}
