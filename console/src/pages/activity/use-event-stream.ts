import { useEffect, useRef, useState } from 'react';

export type StreamState = 'off' | 'connecting' | 'live' | 'refused';

interface Listener {
  onOpen?: () => void;
  onEvent: (data: string) => void;
}

// Listens to server-sent events of one name at an address. The browser connects again by itself, and
// says where it was; "refused" means that it gave up, because the server or something in between
// does not stream.
export function useEventStream(
  address: string | null,
  name: string,
  listener: Listener,
): StreamState {
  const [state, setState] = useState<StreamState>('off');
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    if (address === null) return setState('off');
    setState('connecting');
    const source = new EventSource(address);
    source.onopen = () => {
      setState('live');
      latest.current.onOpen?.();
    };
    source.onerror = () =>
      setState(source.readyState === EventSource.CLOSED ? 'refused' : 'connecting');
    source.addEventListener(name, (event) => latest.current.onEvent(event.data));
    return () => source.close();
  }, [address, name]);
  return state;
}
