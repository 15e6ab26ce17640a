// Every text that people read, by area. Components hold none of their own.
import { activity } from './activity';
import { common } from './common';
import { guide } from './guide';
import { installation } from './installation';
import { notices } from './notices';
import { overview } from './overview';
import { palette } from './palette';
import { peopleText } from './people';
import { profile, rolePermissions } from './profile';
import { settings } from './settings';
import { setupLinks } from './setup-links';
import { shell } from './shell';
import { signIn } from './sign-in';

export const text = {
  ...common,
  activity,
  guide,
  installation,
  notices,
  overview,
  palette,
  people: peopleText,
  profile,
  rolePermissions,
  settings,
  setupLinks,
  shell,
  signIn,
};
