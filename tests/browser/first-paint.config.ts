import { defineConfig } from '@playwright/test';

import tests from './playwright.config';

// `npm run first-paint`: what a slow line shows, and when.
export default defineConfig(tests, { testMatch: '*.bench.ts', workers: 1 });
