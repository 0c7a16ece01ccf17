import { builtinModules } from 'node:module';
import { resolve } from 'node:path';

import babel from '@rolldown/plugin-babel';
import tailwindcss from '@tailwindcss/vite';
import react, { reactCompilerPreset } from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { EnvironmentOptions, Plugin } from 'vite';

const root = import.meta.dirname;

/** Environments of one build, in order. The desktop's Node bundles (main, preload, replica worker) join here. */
const BUILD_ORDER = ['client', 'main', 'preload'] as const;

/** Left outside: PGlite's WebAssembly and data lie beside its code, and the others are there in a checkout only. */
const OUTSIDE = ['electron', '@electric-sql/pglite', 'ws', 'vite'];

/** Libraries come compiled; running the React Compiler over them costs half a minute and gains nothing. */
const COMPILED_ELSEWHERE = /[/\\](?:node_modules|\.cache)[/\\]/;

export default defineConfig({
  root: resolve(root, 'renderer'),
  base: './',
  cacheDir: resolve(root, '.cache/vite'),
  publicDir: false,
  plugins: [
    react(),
    babel({ presets: [reactCompilerPreset()], exclude: COMPILED_ELSEWHERE }),
    tailwindcss(),
    contentSecurityPolicy(),
  ],
  server: { host: '127.0.0.1', port: 5173 },
  environments: {
    client: {
      build: {
        outDir: resolve(root, 'dist/renderer'),
        emptyOutDir: true,
        target: 'chrome140',
        assetsInlineLimit: 0,
        // The bundle is read from this machine's disk, never over a network.
        chunkSizeWarningLimit: 1_500,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: resolve(root, 'renderer/index.html') },
      },
    },
    main: nodeEnvironment(
      {
        main: resolve(root, 'electron/main.ts'),
        browser: resolve(root, 'electron/browser.ts'),
        replica: resolve(root, 'electron/replica/process.ts'),
        'import-worker': resolve(root, 'electron/engines/import/import-worker.ts'),
      },
      { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    ),
    preload: nodeEnvironment(
      { preload: resolve(root, 'electron/preload.ts') },
      { format: 'cjs', entryFileNames: '[name].cjs' },
    ),
  },
  builder: {
    async buildApp(builder) {
      for (const name of BUILD_ORDER) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});

/** A bundle for Electron's own Node, and for plain Node. */
function nodeEnvironment(
  input: Record<string, string>,
  output: { format: 'es' | 'cjs'; entryFileNames: string; chunkFileNames?: string },
): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: OUTSIDE },
    build: {
      ssr: true,
      outDir: resolve(root, 'dist/electron'),
      // The preload script is built after the others, into the same folder.
      emptyOutDir: output.format === 'es',
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input,
        external: [...OUTSIDE, /^@electric-sql\/pglite\//, ...builtinModules, /^node:/],
        output,
      },
    },
  };
}

/**
 * Writes the page's Content-Security-Policy. Built pages get the strict one; the development server needs inline
 * styles and the inline refresh preamble, so it gets its own.
 */
function contentSecurityPolicy(): Plugin {
  const loopbackSockets = 'ws://127.0.0.1:* ws://localhost:*';
  const common = [
    "default-src 'none'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${loopbackSockets}`,
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const strict = [...common, "script-src 'self'", "style-src 'self'"];
  const development = [...common, "script-src 'self' 'unsafe-inline'", "style-src 'self' 'unsafe-inline'"];
  return {
    name: 'content-security-policy',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, context) => [
        {
          tag: 'meta',
          attrs: {
            'http-equiv': 'Content-Security-Policy',
            content: (context.server ? development : strict).join('; '),
          },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
}
