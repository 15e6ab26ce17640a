import { defineConfig } from '@playwright/test';

const chromium = process.env.PROVOST_CHROMIUM ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: '.',
  // Each worker has a server of its own.
  workers: 2,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    viewport: { width: 1440, height: 900 },
    // Takes a quarter of the time; `npx playwright test FILE --trace retain-on-failure` has one.
    trace: 'off',
    // What is asked of a page is asked of it at rest.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
