import { makeServices, type Services } from '../../miniprogram/services/services';
import type { Spoken } from '../../miniprogram/services/snapshot';
import { Phone } from './phone';
import { TalkServer } from './talkServer';

export interface Talk extends Services {
  readonly phone: Phone;
  readonly server: TalkServer;
}

export function talk(server = new TalkServer(), phone = new Phone(server)): Talk {
  return { ...makeServices(phone, 'https://example.invalid'), phone, server };
}

/** Lets promises and timers of so many milliseconds run; needs jest's fake timers. */
export async function pass(milliseconds = 0): Promise<void> {
  await jest.advanceTimersByTimeAsync(milliseconds);
}

/** A talk that is connected; needs jest's fake timers. */
export async function started(): Promise<Talk> {
  const here = talk();
  here.conversation.start();
  await pass();
  return here;
}

export function entries({ conversation }: Services): readonly Spoken[] {
  return conversation.snapshot().entries;
}

export function dialogue(services: Services): readonly (readonly [string | null, string | null])[] {
  return entries(services).map(({ said, turn }) => [said, turn?.text ?? null]);
}
