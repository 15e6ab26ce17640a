import { makeLifelike } from './support/lifelike';
import { openPlaces, signedInPlaces, visit } from './support/pages';
import { expect, expectAccessible, test } from './support/test';

test('every page is accessible and breaks no policy, with something in it', async ({
  page,
  provost,
  signInAsOperator,
}) => {
  test.setTimeout(600_000);
  const organisation = await makeLifelike(provost, 'acme', { users: 60, groups: 6 });
  for (const place of await openPlaces(provost, organisation.id)) {
    await test.step(place.name, async () => {
      await visit(page, place);
      await expectAccessible(page);
    });
  }
  await signInAsOperator();
  for (const place of await signedInPlaces(page.request, provost, organisation)) {
    await test.step(place.name, async () => {
      await visit(page, place);
      await expectAccessible(page);
    });
  }
});

test('a page of a narrow window does not scroll sideways', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAsOperator();
  for (const name of [
    'identity-access',
    'members',
    'scim-groups',
    'log',
    'findings',
    'audit',
    'notices',
  ]) {
    await visit(page, { name, path: `${provost.url}/console/o/${organisation.id}/${name}` });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, name).toBeLessThanOrEqual(390);
  }
});
