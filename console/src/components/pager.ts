import { useCallback } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';

// Filters and the place in a list live in the address, so that a link shows what its sender saw.
// A change of a filter begins the list anew.
export function useFilters<Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ''])) as Record<
    Name,
    string
  >;
  const set = useCallback(
    (changes: Partial<Record<Name, string | null>>) =>
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          next.delete('cursor');
          for (const [name, value] of Object.entries<string | null | undefined>(changes)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { values, set, isFiltered: names.some((name) => values[name] !== '') };
}

// The cursor of the page that is shown, and ways to other pages. `back` is the browser's own way, so
// there is none on the page that a link opened.
export function useCursor() {
  const [params, setParams] = useSearchParams();
  const { state } = useLocation() as { state: { isNextPage?: boolean } | null };
  const navigate = useNavigate();
  const to = useCallback(
    (cursor: string | null) =>
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          if (cursor) next.set('cursor', cursor);
          else next.delete('cursor');
          return next;
        },
        { state: { isNextPage: cursor !== null } },
      ),
    [setParams],
  );
  return {
    cursor: params.get('cursor') ?? undefined,
    next: to,
    first: () => to(null),
    back: state?.isNextPage ? () => navigate(-1) : undefined,
  };
}
