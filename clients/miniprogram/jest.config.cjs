/** Services run in Node, components and pages in jsdom with miniprogram-simulate; `live` needs a running bot. */
const common = {
  transform: { '\\.[jt]s$': '<rootDir>/tests/support/transform.cjs' },
  // TDesign's modules are ESM.
  transformIgnorePatterns: ['/node_modules/'],
  moduleFileExtensions: ['ts', 'js', 'cjs', 'json'],
  modulePathIgnorePatterns: ['<rootDir>/node_modules/tdesign-miniprogram'],
};

module.exports = {
  // Two are enough, and leave room on a small machine.
  maxWorkers: 2,
  // The first drawing compiles all pages, which a busy machine does slowly.
  testTimeout: 30_000,
  projects: [
    {
      ...common,
      displayName: 'services',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/services/**/*.test.ts', '<rootDir>/tests/*.test.ts'],
    },
    {
      ...common,
      displayName: 'live',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/live/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'components',
      testEnvironment: 'jsdom',
      setupFiles: ['<rootDir>/tests/support/wechat.ts'],
      // The packages that TDesign brings along.
      modulePaths: ['<rootDir>/miniprogram/miniprogram_npm/tdesign-miniprogram/miniprogram_npm'],
      testMatch: ['<rootDir>/tests/{components,pages}/**/*.test.ts'],
    },
  ],
};
