import type { MappingPreview } from '~/api/groups';
import type { peopleText } from '~/text/people';

type Words = typeof peopleText.review;

type Losses = Pick<
  MappingPreview,
  'lossCount' | 'losesAccessCount' | 'losesAdminCount' | 'losesSignInCount'
>;
type Gains = Pick<
  MappingPreview,
  'gainCount' | 'gainsAccessCount' | 'gainsAdminCount' | 'gainsSignInCount'
>;

// Each of them once in what weighs most.
export const partsOf = (losses: Losses) => ({
  access: losses.losesAccessCount,
  admin: losses.losesAdminCount,
  signIn: losses.losesSignInCount - losses.losesAccessCount,
});

// What all of them lose, if it is one thing.
export function lostBy(losses: Losses): keyof Words['lost'] {
  if (losses.losesAccessCount === losses.lossCount) return 'access';
  if (losses.losesAdminCount === losses.lossCount) return 'admin';
  return losses.losesSignInCount === losses.lossCount ? 'signIn' : 'some';
}

// What all of them gain, if it is one thing.
export function gainedBy(gains: Gains): keyof Words['gained'] {
  if (gains.gainsAdminCount === gains.gainCount) return 'admin';
  if (gains.gainsAccessCount === gains.gainCount) return 'access';
  return gains.gainsSignInCount === gains.gainCount ? 'signIn' : 'some';
}
