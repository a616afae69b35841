import type {
  Platform,
  Reply,
  Request,
  Socket,
  SocketEvents,
} from '../../miniprogram/services/platform';
import type { TalkServer } from './talkServer';

/** A phone in memory. Its storage survives `restart`, which stands for the app being killed. */
export class Phone implements Platform {
  logged: string[] = [];
  logins = 0;

  constructor(
    private readonly server: TalkServer,
    readonly kept = new Map<string, string>(),
  ) {}

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

  read(key: string): unknown {
    const value = this.kept.get(key);
    return value === undefined ? '' : JSON.parse(value);
  }

  write(key: string, value: unknown): void {
    this.kept.set(key, JSON.stringify(value));
  }

  remove(key: string): void {
    this.kept.delete(key);
  }

  now(): number {
    return Date.now();
  }

  random(): number {
    return Math.random();
  }

  later(milliseconds: number, work: () => void): () => void {
    const timer = setTimeout(work, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  }

  log(_level: 'info' | 'warn', line: string): void {
    this.logged.push(line);
  }
}
