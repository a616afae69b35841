/**
 * What DevTools' "build npm" does for packages with a `miniprogram` folder and nothing else to
 * bundle: that folder is copied to miniprogram_npm. Any other dependency is refused.
 */

import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'miniprogram/miniprogram_npm');
const json = async (file) => JSON.parse(await readFile(file, 'utf8'));

await rm(target, { recursive: true, force: true });
for (const name of Object.keys((await json(join(root, 'package.json'))).dependencies)) {
  const folder = join(root, 'node_modules', name);
  const { miniprogram, dependencies = {} } = await json(join(folder, 'package.json'));
  if (!miniprogram || Object.keys(dependencies).length > 0) {
    throw new Error(
      `${name} needs bundling: build npm in WeChat DevTools, or extend scripts/pack.mjs`,
    );
  }
  await cp(join(folder, miniprogram), join(target, name), { recursive: true });
}
