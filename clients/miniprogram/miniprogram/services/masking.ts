/**
 * Personal numbers are replaced before a message is kept on the phone or sent. The server masks
 * again and more thoroughly (`bot/masking.py`); this spares it the plain cases.
 */

import { words } from '../words';

const SEPARATED = '[ -]?';
const IDENTITY = new RegExp(`(?<!\\d)(?:\\d${SEPARATED}){17}[\\dXx](?![\\dXx])`, 'g');
const CARD = new RegExp(`(?<!\\d)(?:\\d${SEPARATED}){15,18}\\d(?!\\d)`, 'g');
const PHONE = new RegExp(`(?<!\\d)1${SEPARATED}[3-9](?:${SEPARATED}\\d){9}(?!\\d)`, 'g');

/** The text with ID, bank card and mobile numbers replaced by what they were. */
export function mask(text: string): string {
  return text
    .replace(IDENTITY, words.masked.identity)
    .replace(CARD, words.masked.card)
    .replace(PHONE, words.masked.phone);
}
