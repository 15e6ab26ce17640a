import { useState } from 'react';

import type { ScimGroup } from '~/api/groups';

// The groups that are selected, on whatever page they stand.
export function useSelection() {
  const [selected, setSelected] = useState<ReadonlyMap<string, ScimGroup>>(new Map());
  const change = (alter: (groups: Map<string, ScimGroup>) => void) =>
    setSelected((old) => {
      const groups = new Map(old);
      alter(groups);
      return groups;
    });
  const has = (group: ScimGroup) => selected.has(group.id);
  return {
    groups: [...selected.values()],
    has,
    toggle: (group: ScimGroup) =>
      change((groups) => {
        if (!groups.delete(group.id)) groups.set(group.id, group);
      }),
    // Takes the page away again only when all of it was selected.
    togglePage: (rows: ScimGroup[]) => {
      const isWhole = rows.every(has);
      change((groups) => {
        for (const row of rows) {
          if (isWhole) groups.delete(row.id);
          else groups.set(row.id, row);
        }
      });
    },
    replace: (groups: ScimGroup[]) =>
      setSelected(new Map(groups.map((group) => [group.id, group]))),
    clear: () => setSelected(new Map()),
  };
}

export type Selection = ReturnType<typeof useSelection>;
