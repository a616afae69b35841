/** One request: the reply's body, or one of the two errors. */

import { words } from '../words';
import { Refused, Unreachable } from './errors';
import type { Platform, Reply, Request } from './platform';

/**
 * @throws {Unreachable} without a reply, with 429 and 5xx
 * @throws {Refused} with any other status that is no success
 */
export async function exchange(
  platform: Pick<Platform, 'request'>,
  request: Request,
): Promise<unknown> {
  let reply: Reply;
  try {
    reply = await platform.request(request);
  } catch {
    throw new Unreachable();
  }
  if (reply.status >= 200 && reply.status < 300) return reply.body;
  const { code, message, wait } = problem(reply.body);
  if (reply.status === 429 || reply.status >= 500) throw new Unreachable(message, true, wait);
  throw new Refused(reply.status, code, message);
}

function problem(body: unknown): { code: string; message: string; wait: number } {
  const error = (body as { error?: Record<string, unknown> } | null)?.error;
  return {
    code: typeof error?.code === 'string' ? error.code : 'unknown',
    message: typeof error?.message === 'string' ? error.message : words.errors.unexpected,
    wait: typeof error?.retry_after === 'number' ? error.retry_after : 0,
  };
}
