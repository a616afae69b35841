/** The check list of materials: what is ticked is remembered for each case. */

import type { Turn } from '../generated/turn';
import type { Storage } from './storage';

export interface Item {
  readonly text: string;
  readonly checked: boolean;
}

/** What a case is here: one pathway in one region. */
export function caseOf({ region, eligibility }: Turn): string {
  return `${region?.code ?? ''}/${eligibility?.pathway ?? ''}`;
}

export function checkList(
  storage: Storage,
  key: string,
  materials: readonly string[],
): readonly Item[] {
  const checked = new Set(storage.get('checks')[key] ?? []);
  return materials.map((text) => ({ text, checked: checked.has(text) }));
}

export function check(storage: Storage, key: string, text: string, checked: boolean): void {
  const checks = storage.get('checks');
  const others = (checks[key] ?? []).filter((other) => other !== text);
  storage.set('checks', { ...checks, [key]: checked ? [...others, text] : others });
}
