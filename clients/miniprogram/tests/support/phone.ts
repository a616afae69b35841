import type {
  Platform,
  Reply,
  Request,
  Socket,
  SocketEvents,
} from '../../miniprogram/services/platform';
import { Memory } from './memory';
import type { TalkServer } from './talkServer';

/** A phone in memory. Its storage survives `restart`, which stands for the app being killed. */
export class Phone extends Memory implements Platform {
  logged: string[] = [];
  logins = 0;

  constructor(
    private readonly server: TalkServer,
    kept?: Map<string, string>,
  ) {
    super(kept);
  }

  /** The same phone after the app was killed. */
  restart(): Phone {
    return new Phone(this.server, this.kept);
  }

  async request(request: Request): Promise<Reply> {
    return this.server.request(request);
  }

  connect(_url: string, events: SocketEvents): Socket {
    return this.server.connect(events);
  }

  login(): Promise<string> {
    this.logins += 1;
    return Promise.resolve(`code-${String(this.logins)}`);
  }

  log(_level: 'info' | 'warn', line: string): void {
    this.logged.push(line);
  }
}
