import { useParams } from 'react-router-dom';

import { useOrganisationName } from '~/api/organisations';
import { plainName } from './visible';
import { text } from '~/text';

// Of a page that somebody who is signed in sees: "SCIM Groups · Acme · Provost".
export function useFullTitle(title: string): string {
  const organisation = useOrganisationName(useParams().org);
  return [title, organisation, text.shell.product]
    .filter((part): part is string => !!part)
    .map(plainName)
    .join(' · ');
}
