/** What WeChat would refuse at upload, and the rules of this package. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = join(__dirname, '..');
const APP = join(ROOT, 'miniprogram');

interface Json {
  pages?: string[];
  usingComponents?: Record<string, string>;
  dependencies?: Record<string, string>;
}

function json(file: string): Json {
  return JSON.parse(readFileSync(file, 'utf8')) as Json;
}

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('miniprogram_npm') && !file.includes('generated'));
}

const pages = json(join(APP, 'app.json')).pages ?? [];
const declared = files(APP, /\.json$/).flatMap((file) =>
  Object.values(json(file).usingComponents ?? {}).map((path) => ({ file, path })),
);

test.each(pages)('page %s has all its files', (page) => {
  for (const ending of ['.ts', '.json', '.wxml', '.wxss'])
    expect(existsSync(join(APP, page + ending))).toBe(true);
});

test('every folder of pages is in app.json', () => {
  expect(readdirSync(join(APP, 'pages')).sort()).toEqual(
    pages.map((page) => page.split('/')[1]).sort(),
  );
});

test.each(declared)('$path of $file exists and its package is a dependency', ({ file, path }) => {
  if (/^[./]/.test(path)) {
    const place = path.startsWith('/') ? join(APP, path) : resolve(dirname(file), path);
    for (const ending of ['.ts', '.json', '.wxml', '.wxss'])
      expect(existsSync(place + ending)).toBe(true);
    return;
  }
  const name = path.split('/')[0] ?? '';
  expect(Object.keys(json(join(ROOT, 'package.json')).dependencies ?? {})).toContain(name);
  expect(existsSync(join(APP, 'miniprogram_npm', `${path}.json`))).toBe(true);
});

test.each(files(APP, /\.wxml$/).map((file) => relative(APP, file)))(
  '%s uses what its json declares',
  (file) => {
    const used = new Set(
      [...readFileSync(join(APP, file), 'utf8').matchAll(/<([tx]-[a-z]+)/g)].map(([, tag]) => tag),
    );
    const known = Object.keys(json(join(APP, file.replace(/wxml$/, 'json'))).usingComponents ?? {});
    expect([...used].sort()).toEqual(known.sort());
  },
);

test('wording stands in words.ts, and names in names.ts, only', () => {
  const wordy = files(APP, /\.(ts|wxml|json)$/).filter((file) =>
    /\p{Script=Han}/u.test(readFileSync(file, 'utf8')),
  );
  expect(wordy.map((file) => relative(APP, file))).toEqual(['names.ts', 'words.ts']);
});

test('no address of a server stands in a file', () => {
  const own = [
    ...files(APP, /./),
    join(ROOT, 'package.json'),
    join(ROOT, 'package-lock.json'),
    join(ROOT, '.npmrc'),
  ];
  const addressed = own.filter((file) =>
    /"resolved"|wss?:\/\/|https?:\/\/\w/.test(
      readFileSync(file, 'utf8').replace(/"url": "[^"]*"/g, ''),
    ),
  );
  expect(addressed).toEqual([]);
});
