import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { api, body } from './client';
import type { components } from './schema';

export type Branding = components['schemas']['Branding'];
export type BrandingChange = components['schemas']['BrandingChange'];

export const plain: Branding = {
  productName: null,
  accentColor: null,
  supportAddress: null,
  logo: null,
  frameAncestors: [],
};

// The page has it in itself, so that nothing shows in other colours first.
function ofPage(): Branding {
  const content = document.querySelector<HTMLMetaElement>('meta[name="branding"]')?.content;
  try {
    return { ...plain, ...(JSON.parse(content ?? '') as Branding | null) };
  } catch {
    return plain;
  }
}

export const brandingQuery = queryOptions({
  queryKey: ['branding'],
  queryFn: () => body(api.GET('/api/v1/branding')),
  initialData: ofPage,
  staleTime: 300_000,
});

interface Saved {
  change: BrandingChange;
  // A file to be the logo, null to take it away; undefined where it stays.
  logo: File | null | undefined;
}

const logoPath = '/api/v1/branding/logo';

// The logo goes as it is: the type of its content says what it is.
const putLogo = (file: File) =>
  api.PUT(logoPath, {
    body: file as unknown as string,
    bodySerializer: (content) => content as unknown as File,
    headers: { 'Content-Type': file.type },
  });

async function save({ change, logo }: Saved): Promise<Branding> {
  if (logo) await putLogo(logo);
  if (logo === null) await api.DELETE(logoPath);
  return body(api.PUT('/api/v1/branding', { body: change }));
}

export function useSaveBranding() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: (branding) => client.setQueryData(brandingQuery.queryKey, branding),
    // The logo may have been saved before the rest was refused.
    onError: () => client.invalidateQueries({ queryKey: brandingQuery.queryKey }),
  });
}
