import { useMutation } from '@tanstack/react-query';

import { api, body } from '~/api/client';
import { organisationsKey } from '~/api/installation';
import { organisationKey } from '~/api/organisations';
import { queries } from '~/api/queries';
import type { Finding } from '~/api/stats';
import { showFault } from '~/components/fault-toast';
import { useToast } from '~/components/toast';
import { activityText } from '~/text/activity';

const words = activityText.findings;

// Dismisses a finding for a week, or takes that back.
export function useDismissal(org: string, finding: Finding) {
  const toast = useToast();
  const path = { org, finding: finding.id };
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: organisationsKey });
    return queries.invalidateQueries({ queryKey: organisationKey(org, 'findings') });
  };
  const dismissal = useMutation({
    mutationFn: () =>
      body(api.POST('/api/v1/orgs/{org}/findings/{finding}/dismissal', { params: { path } })),
    onSuccess: () => {
      toast(words.dismissedToast, words.dismissedUntil);
      return refresh();
    },
    onError: showFault,
  });
  const undoing = useMutation({
    mutationFn: () =>
      api.DELETE('/api/v1/orgs/{org}/findings/{finding}/dismissal', { params: { path } }),
    onSuccess: refresh,
    onError: showFault,
  });
  return {
    dismiss: () => dismissal.mutate(),
    undo: () => undoing.mutate(),
    isPending: dismissal.isPending || undoing.isPending,
  };
}
