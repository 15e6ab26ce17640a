import { useEffect, useRef } from 'react';

const pollEveryMs = 2_000;

// Asks again and again while it is on. A question that failed is asked again like every other.
export function usePolling(isOn: boolean, ask: () => Promise<void>) {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => void latest.current().catch(() => undefined), pollEveryMs);
    return () => clearInterval(timer);
  }, [isOn]);
}
