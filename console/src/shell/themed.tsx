import { MantineProvider } from '@mantine/core';
import { useEffect, useMemo, type ReactNode } from 'react';

import { useProduct } from './use-product';
import { styleNonce } from '~/nonce';
import { themeOf, variablesOf } from '~/theme';

// Everything below is in the colours of the product that it shows.
export function Themed({ children }: { children: ReactNode }) {
  const { accent, logo } = useProduct();
  const [theme, variables] = useMemo(() => [themeOf(accent), variablesOf(accent)], [accent]);
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (icon) icon.href = logo;
  }, [logo]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      {children}
    </MantineProvider>
  );
}
