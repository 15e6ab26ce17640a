import { dialogsOf } from './support/dialogs';
import { makeLifelike } from './support/lifelike';
import { openPlaces, signedInPlaces, visit } from './support/pages';
import { expectAccessibleAtEveryWidth, test } from './support/test';

test('every page is accessible at every width and breaks no policy, with something in it', async ({
  page,
  provost,
  signInAsOperator,
}) => {
  test.setTimeout(900_000);
  const organisation = await makeLifelike(provost, 'acme', { users: 60, groups: 6 });
  for (const place of await openPlaces(provost, organisation.id)) {
    await test.step(place.name, async () => {
      await visit(page, place);
      await expectAccessibleAtEveryWidth(page);
    });
  }
  await signInAsOperator();
  for (const place of await signedInPlaces(page.request, provost, organisation)) {
    await test.step(place.name, async () => {
      await visit(page, place);
      await expectAccessibleAtEveryWidth(page);
    });
  }
});

test('dialogs are accessible at every width', async ({ page, provost, signInAsOperator }) => {
  test.setTimeout(900_000);
  const organisation = await makeLifelike(provost, 'dialogs', { users: 120, groups: 10 });
  await signInAsOperator();
  for (const dialog of dialogsOf(organisation)) {
    await test.step(dialog.name, async () => {
      await visit(page, dialog);
      await dialog.open(page);
      await page.locator('[role="dialog"], [role="menu"]').last().waitFor();
      await expectAccessibleAtEveryWidth(page);
    });
  }
});
