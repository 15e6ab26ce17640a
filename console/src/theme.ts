import { createTheme, mergeThemeOverrides, type CSSVariablesResolver } from '@mantine/core';

import { filledInDark, onItsTint, shadesOf } from '~/colours';

export const theme = createTheme({
  primaryColor: 'indigo',
  // Shades that keep 4.5:1 against what lies below them, light and dark.
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Never cut short: what one says is a word or a number.
    Badge: { classNames: { root: 'whole' } },
    // The radius of everything else would make a circle of one.
    Checkbox: { defaultProps: { radius: 'sm' } },
    Tooltip: {
      defaultProps: {
        withArrow: true,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    },
    // What scrolls is what the keyboard reaches, and what holds texts for screen readers alone.
    TableScrollContainer: { defaultProps: { type: 'native', pos: 'relative' } },
    // A menu holds items alone (ARIA).
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // The header of a dialog is no banner of the page.
    ModalHeader: { defaultProps: { component: 'div' } },
    DrawerHeader: { defaultProps: { component: 'div' } },
    Modal: {
      defaultProps: { centered: true, closeButtonProps: { 'aria-label': 'Close' } },
      classNames: { title: 'dialog-title' },
    },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
  },
});

// Texts in these colours keep 4.5:1 against the page, cards and alerts, light and dark.
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#6b7178',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-indigo-light-color': '#364fc7',
    '--mantine-color-grape-light-color': '#862e9c',
    '--mantine-color-green-light-color': '#22692f',
    '--mantine-color-orange-light-color': '#a83e02',
    '--mantine-color-yellow-light-color': '#7a5200',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--mantine-color-red-light-color': '#b02525',
    '--mantine-color-teal-light-color': '#06704f',
    '--mantine-color-gray-light-color': '#495057',
    '--provost-good': '#06704f',
    '--provost-warning': '#a83e02',
    '--provost-bad': '#b02525',
  },
  dark: {
    '--mantine-color-dimmed': '#a6a7ab',
    '--mantine-color-placeholder': '#909296',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--provost-good': '#63e6be',
    '--provost-warning': '#ffc078',
    '--provost-bad': '#ffa8a8',
  },
});

// The same with a colour of the vendor's in the place of ours.
export const themeOf = (accent: string | null) =>
  accent ? mergeThemeOverrides(theme, { colors: { indigo: shadesOf(accent) } }) : theme;

export function variablesOf(accent: string | null): CSSVariablesResolver {
  return (merged) => {
    const { variables, light, dark } = cssVariables(merged);
    if (!accent) return { variables, light, dark };
    const filled = filledInDark(accent);
    return {
      variables,
      light: { ...light, '--mantine-color-indigo-light-color': onItsTint(accent) },
      dark: {
        ...dark,
        '--mantine-color-indigo-filled': filled,
        '--mantine-color-indigo-filled-hover': accent,
        '--mantine-primary-color-filled': filled,
        '--mantine-primary-color-filled-hover': accent,
      },
    };
  };
}
