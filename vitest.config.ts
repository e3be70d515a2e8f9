import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    // Some files bundle the command first.
    hookTimeout: 60_000,
    // By default one is left free, which of two is half.
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/index.ts', 'src/**/generated/**', 'src/yaml/scan/**', 'src/reach/kernel/**'],
      reporter: ['text-summary', 'html'],
    },
  },
});
