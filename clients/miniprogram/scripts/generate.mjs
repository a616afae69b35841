/** Makes what is not written by hand: the turn's type, the server's address, what pages share. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { compile } from 'json-schema-to-typescript';

const folder = new URL('../miniprogram/generated/', import.meta.url);
const schemaFile = fileURLToPath(new URL('../../../contract/turn.schema.json', import.meta.url));
/** DevTools on the machine of the bot reaches it here; a phone needs the public address. */
const LOCAL = 'http://127.0.0.1:5005';

const address = (process.env.LUOHU_PUBLIC_URL || LOCAL).replace(/\/+$/, '');
if (!/^https?:\/\/[^/]+/.test(address)) {
  throw new Error(`LUOHU_PUBLIC_URL must be an address such as https://NAME, not ${address}`);
}

const schema = JSON.parse(await readFile(schemaFile, 'utf8'));
const turn = await compile(schema, 'Turn', {
  additionalProperties: false,
  bannerComment: '/** Made from contract/turn.schema.json by scripts/generate.mjs. */',
  style: { singleQuote: true },
});
/** Reads and words a turn as the pages of the other clients do: pure modules. */
const SHARED = ['brief', 'day', 'interview', 'ways', 'wording'];
const sharedFolder = new URL('../../shared/turn/', import.meta.url);

await mkdir(folder, { recursive: true });
await writeFile(new URL('turn.ts', folder), turn);
await writeFile(
  new URL('server.ts', folder),
  `/** Made by scripts/generate.mjs. */\nexport const server = ${JSON.stringify(address)};\n`,
);
for (const name of SHARED) {
  const source = await readFile(new URL(`${name}.ts`, sharedFolder), 'utf8');
  await writeFile(
    new URL(`${name}.ts`, folder),
    `/** Copied from clients/shared/turn by scripts/generate.mjs. */\n${source.replaceAll('"../contract/turn"', '"./turn"')}`,
  );
}
