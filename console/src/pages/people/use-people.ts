import { useQuery } from '@tanstack/react-query';

import { organisationKey, organisationQuery } from '~/api/organisations';
import { queries } from '~/api/queries';
import { useMay } from '~/api/session';
import { useOrg } from '~/shell/use-org';

// Whether the identity provider is in charge. Nothing for those who may not know, and before it is
// known.
export function useScimEnabled(): boolean | undefined {
  const org = useOrg();
  const mayKnow = useMay('read_identity_access');
  const { data } = useQuery({ ...organisationQuery(org), enabled: mayKnow });
  return data?.scimEnabled;
}

// Access goes together: a change of one mapping or one member may change what every list, figure
// and finding of the organisation says. Only what is on the screen is read again.
export const forgetPeople = (org: string) =>
  queries.invalidateQueries({ queryKey: organisationKey(org) });
