import { Directory } from './support/directory';
import { makeLifelike } from './support/lifelike';
import {
  contactPlaces,
  innerPlaces,
  openPlaces,
  signedInPlaces,
  userPlaces,
  visit,
  type Place,
} from './support/pages';
import { openSession, signInAsContact } from './support/sessions';
import { fits, routes } from './support/sources';
import { expect, expectAccessibleAtEveryWidth, test, type Page } from './support/test';

async function lookAtAll(page: Page, places: Place[], at?: readonly number[]): Promise<void> {
  for (const place of places) {
    await test.step(place.name, async () => {
      await visit(page, place);
      await expectAccessibleAtEveryWidth(page, place.name, { at });
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

// These are made of what was looked at at all three widths.
const wideAndNarrow = [1440, 390];

test('the pages of IT contacts and of a User (Human), tabs, and what is gone are accessible too', async ({
  page,
  provost,
  stranger,
  signInAsOperator,
}) => {
  test.setTimeout(600_000);
  const organisation = await makeLifelike(provost, 'acme-tabs', { users: 20, groups: 6 });
  const directory = new Directory(provost, organisation);
  const human = await directory.addPerson({ userName: 'uma@acme.example' });
  const service = await directory.addPerson({ userName: 'sync@acme.example' });
  await directory.map(await directory.addGroup('Robots', [service]), ['user', 'service']);

  const contact = await stranger();
  await signInAsContact(contact.context(), provost, organisation, 'Ida Contact');
  await lookAtAll(contact, contactPlaces(organisation), wideAndNarrow);

  const user = await stranger();
  const value = await openSession(provost, organisation.id, human);
  await user.context().addCookies([{ name: 'provost_session', value, url: provost.url }]);
  await lookAtAll(user, userPlaces(organisation), wideAndNarrow);

  await signInAsOperator();
  await lookAtAll(page, innerPlaces(organisation, { human, service }), wideAndNarrow);
});
