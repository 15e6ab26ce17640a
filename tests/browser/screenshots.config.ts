import { defineConfig } from '@playwright/test';

import tests from './playwright.config';

// tools/screenshots.sh: pictures of every page, by the same server and browser as the tests.
export default defineConfig(tests, { testMatch: '*.shots.ts', workers: 1, timeout: 600_000 });
