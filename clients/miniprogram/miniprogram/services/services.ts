/** The services of this app, made once. */

import { server } from '../generated/server';
import type { Citation } from '../generated/turn';
import { Api } from './api';
import { Conversation } from './conversation';
import { Logger } from './logger';
import type { Platform } from './platform';
import { Consent } from './privacy';
import { Queue } from './queue';
import { Session } from './session';
import { Staff } from './staff';
import { Storage } from './storage';
import { Transcript } from './transcript';
import { wxPlatform } from './wxPlatform';

export interface Services {
  readonly storage: Storage;
  readonly api: Api;
  readonly conversation: Conversation;
  readonly consent: Consent;
  readonly staff: Staff;
  /** The citation that the reader was opened with: its quote is too long for a page's address. */
  cited: Citation | null;
}

const PATH = '/miniprogram/api';

/** Services on the given phone; `address` is the server's, such as `https://…`. */
export function makeServices(platform: Platform, address: string): Services {
  const base = address + PATH;
  const storage = new Storage(platform);
  const logger = new Logger(platform);
  const session = new Session(platform, storage, logger, base);
  const api = new Api(platform, session, base);
  const conversation = new Conversation({
    platform,
    storage,
    session,
    api,
    queue: new Queue(storage),
    transcript: new Transcript(storage),
    logger,
    socketUrl: `${base.replace(/^http/, 'ws')}/socket`,
  });
  const staff = new Staff(api, platform);
  return { storage, api, conversation, staff, consent: new Consent(), cited: null };
}

let made: Services | null = null;

export function services(): Services {
  made ??= makeServices(wxPlatform, server);
  return made;
}

/** Tests put theirs here before they load a page. */
export function useServices(other: Services): void {
  made = other;
}
