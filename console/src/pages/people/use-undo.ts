import { detailOf } from '~/components/problem-alert';
import { showToast } from '~/components/toasts';
import { useOrg } from '~/shell/use-org';
import { peopleText } from '~/text/people';

import { forgetPeople } from './use-people';
import type { Outcome } from './use-review';

const words = peopleText.review;

// The way back from a change of access, where nobody lost anything by it: sessions and API keys that
// a loss has ended do not come back.
export function useUndo() {
  const org = useOrg();
  return ({ gainCount, lossCount }: Outcome, restore: () => Promise<unknown>) => {
    if (lossCount > 0 || gainCount === 0) return undefined;
    return () => {
      restore().then(
        () => {
          showToast({ title: words.undone });
          void forgetPeople(org);
        },
        (error: unknown) =>
          showToast({ color: 'red', title: words.notUndone, message: detailOf(error) }),
      );
    };
  };
}
