/** The chosen region is remembered on the phone, the server's session only for an hour. */

import type { Api } from './api';
import { Refused } from './errors';
import type { Platform } from './platform';
import type { Storage } from './storage';

/** The server forgets a session after 60 minutes; the region is told again before that. */
const SEEDED_FOR = 50 * 60_000;

/**
 * Tells the server the remembered region where its session has lapsed or never was. A region that
 * it no longer covers is forgotten.
 *
 * @throws {Unreachable}
 */
export async function seedRegion(platform: Platform, storage: Storage, api: Api): Promise<void> {
  const region = storage.get('region');
  if (region === null || platform.now() - storage.get('active') < SEEDED_FOR) return;
  try {
    await api.chooseRegion(region.code);
    storage.set('active', platform.now());
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    storage.set('region', null);
  }
}
