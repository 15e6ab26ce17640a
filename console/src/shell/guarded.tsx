import { IconBuildingOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from 'react-router-dom';

import { NoAccess } from './no-access';
import { maySee } from './start-page';
import { useOrg } from './use-org';
import { existenceQuery } from '~/api/organisations';
import { useSession } from '~/api/session';
import { StatusPage } from '~/components/status-page';
import { plainName } from '~/components/visible';
import { text } from '~/text';

// Shows a page to those alone who may see it.
export function Guarded() {
  const session = useSession();
  return maySee(useLocation().pathname, session) ? <Outlet /> : <NoAccess />;
}

// Shows the pages of an organisation where there is one of that name. A member knows none but theirs.
export function OrganisationPages() {
  const org = useOrg();
  const { organisation } = useSession();
  const { data: exists } = useQuery({ ...existenceQuery(org), enabled: !organisation });
  const isElsewhere = !!organisation && organisation.id !== org;
  if (isElsewhere || exists === false) return <UnknownOrganisation org={org} />;
  return <Guarded />;
}

function UnknownOrganisation({ org }: { org: string }) {
  const words = text.shell.unknownOrganisation;
  const { organisation } = useSession();
  return (
    <StatusPage
      icon={IconBuildingOff}
      title={organisation ? words.notYours(plainName(org)) : words.title(plainName(org))}
      way={{
        to: '/',
        label: organisation
          ? words.toYours(plainName(organisation.name || organisation.id))
          : words.toList,
      }}
    >
      {organisation ? words.notYoursDetail : words.detail}
    </StatusPage>
  );
}
