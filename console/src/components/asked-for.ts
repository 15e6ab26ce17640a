import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

// What a page is asked to open or do on arrival. It travels with the step in the browser's history,
// and is used up once.
export type Asked =
  | 'create-organisation'
  | 'invite-operator'
  | 'create-operator-key'
  | 'add-collaborator'
  | 'export-members'
  | 'rotate-token'
  | 'invite-it-admin'
  | 'add-schema';

export function useAskedFor(asked: Asked, isReady: boolean, run: () => void): void {
  const { state, ...at } = useLocation();
  const navigate = useNavigate();
  const isAsked = isReady && (state as { asked?: Asked } | null)?.asked === asked;
  const latest = useRef(run);
  latest.current = run;
  const { pathname, search, hash } = at;
  useEffect(() => {
    if (!isAsked) return;
    navigate({ pathname, search, hash }, { replace: true, state: null });
    latest.current();
  }, [isAsked, navigate, pathname, search, hash]);
}
