import { useParams } from 'react-router-dom';

// The organisation that the page is about.
export function useOrg(): string {
  const { org } = useParams();
  if (!org) throw new Error('this page belongs to an organisation');
  return org;
}
