import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// `npm run dev` shows the sources against a server that runs already.
const server = process.env.PROVOST_URL ?? 'http://127.0.0.1:8480';

// Takes each icon from its own file: the package's index is five thousand modules long, which a build
// would read to use fifty.
const eachIcon: Plugin = {
  name: 'each-icon',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('.tsx') && !id.endsWith('.ts')) return null;
    return code.replace(/import \{([^}]*)\} from '@tabler\/icons-react';/g, (_, names: string) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name && !name.startsWith('type '))
        .map((name) => name.split(' as '))
        .map(
          ([icon = '', alias = icon]) =>
            `import ${alias} from '@tabler/icons-react/dist/esm/icons/${icon}.mjs';`,
        )
        .join(''),
    );
  },
};

// The styles stand behind what index.html shows meanwhile, which would wait for them otherwise, and
// before the styles that the page makes, which are to win over them.
const stylesLater: Plugin = {
  name: 'styles-later',
  enforce: 'post',
  transformIndexHtml(html) {
    const links = html.match(/<link rel="stylesheet"[^>]*>/g) ?? [];
    const without = links.reduce((text, link) => text.replace(link, ''), html);
    return without.replace('<!-- styles -->', links.join('\n    '));
  },
};

export default defineConfig({
  base: '/console/',
  plugins: [eachIcon, stylesLater, react()],
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
        // A file of a few hundred bytes hardly compresses, and is a request of its own.
        experimentalMinChunkSize: 3000,
        manualChunks: {
          react: ['react', 'react-dom', 'react-router-dom', '@tanstack/react-query'],
          mantine: ['@mantine/core', '@mantine/hooks', '@mantine/notifications'],
        },
      },
    },
  },
  server: { proxy: { '/api': server, '/oauth': server } },
});
