import type { GroupShown } from '~/api/groups';
import { plainName } from '~/components/visible';
import { peopleText } from '~/text/people';

const words = peopleText.groupPage;
const named = 3;

// What being in a group without a mapping of its own means: the groups that contain it count too.
export function whatUnmappedGives({
  holders,
  holdersMore,
}: Pick<GroupShown, 'holders' | 'holdersMore'>): string {
  const mapped = holders.filter(({ mapping }) => mapping);
  if (mapped.length > named) return words.unmappedWithinMany(mapped.length, holdersMore);
  if (mapped.length > 0)
    return words.unmappedWithin(mapped.map(({ displayName }) => plainName(displayName)));
  return holdersMore ? words.unmappedAtLeast : words.unmapped;
}
