import { useMutation } from '@tanstack/react-query';

import { api } from '~/api/client';
import { endSession } from '~/api/session';
import { forgetDrafts } from '~/components/drafts';

export function useSignOut() {
  return useMutation({
    mutationFn: () => api.DELETE('/api/v1/session'),
    onSuccess: () => {
      forgetDrafts();
      endSession('signed-out');
    },
  });
}
