/** Makes what is not written by hand: the turn's type, the server's address, what pages share. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { compile } from 'json-schema-to-typescript';

const folder = new URL('../miniprogram/generated/', import.meta.url);
const contract = (name) =>
  fileURLToPath(new URL(`../../../contract/${name}.schema.json`, import.meta.url));
/** DevTools on the machine of the bot reaches it here; a phone needs the public address. */
const LOCAL = 'http://127.0.0.1:5005';

const address = (process.env.LUOHU_PUBLIC_URL || LOCAL).replace(/\/+$/, '');
if (!/^https?:\/\/[^/]+/.test(address)) {
  throw new Error(`LUOHU_PUBLIC_URL must be an address such as https://NAME, not ${address}`);
}

async function typesOf(name, title) {
  const schema = JSON.parse(await readFile(contract(name), 'utf8'));
  return compile(schema, title, {
    additionalProperties: false,
    bannerComment: `/** Made from contract/${name}.schema.json by scripts/generate.mjs. */`,
    style: { singleQuote: true },
  });
}
/** Reads and words a turn as the pages of the other clients do: pure modules. */
const SHARED = {
  brief: 'turn/brief',
  day: 'turn/day',
  interview: 'turn/interview',
  ways: 'turn/ways',
  wording: 'turn/wording',
  waiting: 'api/waiting',
};
const shared = (name) => new URL(`../../shared/${name}.ts`, import.meta.url);

await mkdir(folder, { recursive: true });
await writeFile(new URL('turn.ts', folder), await typesOf('turn', 'Turn'));
await writeFile(new URL('handover.ts', folder), await typesOf('handover', 'Handover'));
await writeFile(
  new URL('server.ts', folder),
  `/** Made by scripts/generate.mjs. */\nexport const server = ${JSON.stringify(address)};\n`,
);
for (const [name, from] of Object.entries(SHARED)) {
  const source = await readFile(shared(from), 'utf8');
  await writeFile(
    new URL(`${name}.ts`, folder),
    `/** Copied from clients/shared by scripts/generate.mjs. */\n${source.replaceAll('"../contract/', '"./')}`,
  );
}
