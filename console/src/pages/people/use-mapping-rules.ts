import type { ScimGroup } from '~/api/groups';
import type { Target } from '~/api/members';
import { useMay } from '~/api/session';
import { peopleText } from '~/text/people';

import { useScimEnabled } from './use-people';

const words = peopleText.groupsPage;
const isAdmin = (target: Target | null) => target?.role === 'admin';

// Who may map at all, and why a mapping cannot be changed now (design §2.11).
export function useMappingRules() {
  const mayMap = useMay('map_to_user');
  const mayMapToAdmin = useMay('map_to_admin');
  const isScimEnabled = useScimEnabled();
  const isLocked = isScimEnabled === false;
  const reasonAgainst = (groups: ScimGroup[], target: Target | null) => {
    if (isLocked) return words.locked;
    const concernsAdmin = isAdmin(target) || groups.some((group) => isAdmin(group.mapping));
    return concernsAdmin && !mayMapToAdmin ? words.adminReserved : null;
  };
  return { mayMap, isLocked, reasonAgainst };
}
