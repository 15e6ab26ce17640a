// Every text that people read, by area. Components hold none of their own.
import { common } from './common';
import { shell } from './shell';

export const text = { ...common, shell };
