import { makeLifelike } from './support/lifelike';
import { openPlaces, signedInPlaces, visit, type Place } from './support/pages';
import { fits, routes } from './support/sources';
import { expect, expectAccessibleAtEveryWidth, test, type Page } from './support/test';

async function lookAtAll(page: Page, places: Place[]): Promise<void> {
  for (const place of places) {
    await test.step(place.name, async () => {
      await visit(page, place);
      await expectAccessibleAtEveryWidth(page, place.name);
    });
  }
}

test('every page is accessible, light and dark, at 1440, 1024 and 390, and breaks no policy', async ({
  page,
  provost,
  signInAsOperator,
}) => {
  test.setTimeout(600_000);
  const organisation = await makeLifelike(provost, 'acme', { users: 60, groups: 6 });
  const open = await openPlaces(provost, organisation.id);
  await lookAtAll(page, open);
  await signInAsOperator();
  const signedIn = await signedInPlaces(page.request, provost, organisation);
  const all = [...open, ...signedIn];
  expect(
    routes().filter((route) => !all.some(({ path }) => fits(route, path))),
    'routes of which no page is looked at',
  ).toEqual([]);
  await lookAtAll(page, signedIn);
});
