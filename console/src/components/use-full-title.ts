import { useParams } from 'react-router-dom';

import { useOrganisationName } from '~/api/organisations';
import { plainName } from './visible';
import { useProduct } from '~/shell/use-product';

// Of a page that somebody who is signed in sees: "SCIM Groups · Acme · Provost".
export function useFullTitle(title: string): string {
  const organisation = useOrganisationName(useParams().org);
  const { name: product } = useProduct();
  return [title, organisation, product]
    .filter((part): part is string => !!part)
    .map(plainName)
    .join(' · ');
}
