/** Log of events and counts. By type it takes no free text, so that nothing people said gets in. */

import type { Platform } from './platform';

export type Event =
  | 'answer_received'
  | 'login_failed'
  | 'message_refused'
  | 'request_failed'
  | 'frame_unreadable'
  | 'socket_closed'
  | 'socket_ready'
  | 'storage_unreadable';

export class Logger {
  constructor(private readonly platform: Pick<Platform, 'log'>) {}

  info(event: Event, details: Record<string, number | boolean> = {}): void {
    this.platform.log('info', line(event, details));
  }

  warn(event: Event, details: Record<string, number | boolean> = {}): void {
    this.platform.log('warn', line(event, details));
  }
}

function line(event: Event, details: Record<string, number | boolean>): string {
  return [
    event,
    ...Object.entries(details).map(([name, value]) => `${name}=${String(value)}`),
  ].join(' ');
}
