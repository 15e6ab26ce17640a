import { useQuery } from '@tanstack/react-query';

import { brandingQuery, plain, type Branding } from '~/api/branding';
import { sessionQuery } from '~/api/session';
import { text } from '~/text';

export interface Product {
  name: string;
  logo: string;
  // A colour of the vendor's; null for ours.
  accent: string | null;
  support: string | null;
  isBranded: boolean;
}

const ours = `${import.meta.env.BASE_URL}favicon.svg`;

export function productOf({ productName, logo, accentColor, supportAddress }: Branding): Product {
  return {
    name: productName ?? text.shell.product,
    logo: logo?.url ?? ours,
    accent: accentColor,
    support: supportAddress,
    isBranded: !!(productName || logo || accentColor),
  };
}

export const ourProduct = productOf(plain);

// Whether the page was made for an operator: until somebody has said who is signed in.
const isForOperator = () => document.documentElement.dataset.audience === 'operator';

// What the console is to whoever looks at it: operators see Provost, everybody else the vendor's
// product (design rule 30).
export function useProduct(): Product {
  const { data: branding } = useQuery(brandingQuery);
  const { data: session } = useQuery({ ...sessionQuery, enabled: false });
  const isOperator = session === undefined ? isForOperator() : session?.kind === 'operator';
  return isOperator ? ourProduct : productOf(branding);
}
