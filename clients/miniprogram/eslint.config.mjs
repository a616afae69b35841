import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['miniprogram/miniprogram_npm/', 'miniprogram/generated/', '**/*.mjs', '**/*.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { project: 'tests/tsconfig.json' } },
    rules: {
      'max-lines': ['error', 200],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'Literal[value=/[\\u4e00-\\u9fff]/]', message: 'Wording stands in words.ts.' },
        {
          selector: 'TemplateElement[value.raw=/[\\u4e00-\\u9fff]/]',
          message: 'Wording stands in words.ts.',
        },
      ],
    },
  },
  {
    files: ['miniprogram/{words,names}.ts', 'tests/**'],
    rules: { 'max-lines': 'off', 'no-restricted-syntax': 'off' },
  },
);
