import { useMutation } from '@tanstack/react-query';

import { api } from '~/api/client';
import { organisationsKey, type Organisation } from '~/api/installation';
import { organisationKey } from '~/api/organisations';
import { queries } from '~/api/queries';
import { useToast } from '~/components/toast';
import { plainName } from '~/components/visible';
import { installationText } from '~/text/installation';

const words = installationText.organisations;

// Suspends with true, resumes with false.
export function useSuspend(org: Organisation) {
  const toast = useToast();
  const path = { org: org.id };
  return useMutation({
    mutationFn: (wish: { suspended: boolean; reason?: string }) =>
      api.PATCH('/api/v1/orgs/{org}', { params: { path }, body: wish }),
    onSuccess: (_, { suspended }) => {
      toast((suspended ? words.suspended : words.resumed)(plainName(org.name || org.id)));
      void queries.invalidateQueries({ queryKey: organisationKey(org.id) });
      return queries.invalidateQueries({ queryKey: organisationsKey });
    },
  });
}

export function useDelete(org: Organisation) {
  const toast = useToast();
  return useMutation({
    mutationFn: () => api.DELETE('/api/v1/orgs/{org}', { params: { path: { org: org.id } } }),
    onSuccess: () => {
      toast(words.removed(plainName(org.name || org.id)));
      queries.removeQueries({ queryKey: organisationKey(org.id) });
      return queries.invalidateQueries({ queryKey: organisationsKey });
    },
  });
}
