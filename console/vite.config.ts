import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npm run dev` shows the sources against a server that runs already.
const server = process.env.PROVOST_URL ?? 'http://127.0.0.1:8480';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2022',
    // Slower than esbuild, and a twenty-fifth smaller: what travels to the browser counts.
    minify: 'terser',
    terserOptions: { module: true, compress: { passes: 2 } },
    // Files of their own for everything: the Content-Security-Policy knows no data: but for images.
    assetsInlineLimit: 0,
    // A polyfill would be an inline script.
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        manualChunks: {
          react: ['react', 'react-dom', 'react-router-dom', '@tanstack/react-query'],
          mantine: ['@mantine/core', '@mantine/hooks', '@mantine/notifications'],
        },
      },
    },
  },
  server: { proxy: { '/api': server, '/oauth': server } },
});
