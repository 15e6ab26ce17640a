import { fileURLToPath } from 'node:url';

import { expect, type Page } from '@playwright/test';

import { dialogsOf } from './support/dialogs';
import { makeLifelike } from './support/lifelike';
import { openPlaces, signedInPlaces, visit, type Place } from './support/pages';
import { test } from './support/test';

// Pages that say what is not there.
const notPictured = new Set(['not-found', 'gone-member', 'setup-link-gone']);

const folder = fileURLToPath(new URL('../../build/screenshots/', import.meta.url));

async function photograph(
  page: Page,
  place: Place,
  open?: (page: Page) => Promise<void>,
): Promise<void> {
  if (notPictured.has(place.name)) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await visit(page, place);
    if (open) {
      await open(page);
      await expect(page.getByRole('dialog').getByRole('table').first()).toBeVisible();
    }
    await page.screenshot({ path: `${folder}${place.name}-${colorScheme}.png` });
  }
}

test('every page, light and dark', async ({ page, provost, signInAsOperator }) => {
  for (const [id, name] of [
    ['globex', 'Globex'],
    ['initech', 'Initech GmbH'],
    ['umbrella', 'Umbrella & Söhne'],
  ] as const) {
    const other = await provost.organisation(id, name);
    await provost.simulate(other, { users: 30, groups: 4, provider: 'okta' });
  }
  const organisation = await makeLifelike(provost, 'acme');
  for (const place of await openPlaces(provost, organisation.id)) await photograph(page, place);
  await signInAsOperator();
  for (const place of await signedInPlaces(page.request, provost, organisation)) {
    await photograph(page, place);
  }
  const dialogs = dialogsOf({ organisation, byHand: { org: '', member: '', gone: '' } });
  const review = dialogs.find(({ name }) => name === 'review');
  if (review) await photograph(page, review, review.open);
});
