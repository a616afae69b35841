/** TypeScript and ESM to CommonJS, without checking types: `npm run typecheck` does that. */
const { createHash } = require('node:crypto');
const ts = require('typescript');

const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  esModuleInterop: true,
  allowJs: true,
  inlineSourceMap: true,
};

module.exports = {
  process: (source, fileName) => ({
    code: ts.transpileModule(source, { fileName, compilerOptions }).outputText,
  }),
  getCacheKey: (source, fileName) =>
    createHash('sha256').update(ts.version).update(fileName).update(source).digest('hex'),
};
