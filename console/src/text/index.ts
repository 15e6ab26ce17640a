// Every text that people read, by area. Components hold none of their own. What stands here every page
// needs; the texts of pages are in files of their own, which travel with them.
import { common } from './common';
import { palette } from './palette';
import { setupLinks } from './setup-links';
import { shell } from './shell';

export const text = { ...common, palette, setupLinks, shell };
