import type { Handover } from '../../miniprogram/generated/handover';
import type { Answer } from '../../miniprogram/services/api';
import type { ClientFrame, ServerFrame } from '../../miniprogram/services/frames';
import type { Reply, Request, Socket, SocketEvents } from '../../miniprogram/services/platform';
import { answer, down } from './turns';

type Body = Record<string, string>;

/** The talk API in memory: answers each message id once and can be made to fail in every way. */
export class TalkServer {
  /** How often each message was really answered. */
  readonly worked = new Map<string, number>();
  readonly requests: Request[] = [];
  readonly regions: string[] = [];
  httpDown = false;
  socketDown = false;
  /** The next answers are made and stored, but do not arrive. */
  losing = 0;
  botDown = false;
  refusing: string | null = null;
  /** The next messages are put off for so many seconds each. */
  busyFor: number[] = [];
  expiresIn = 3600;
  handover: Handover = waitingFor('none');
  private readonly answers: Answer[] = [];
  private readonly tokens = new Set<string>();
  private readonly open = new Set<{ events: SocketEvents; greeted: boolean }>();

  async request(request: Request): Promise<Reply> {
    this.requests.push(request);
    await Promise.resolve();
    if (this.httpDown) throw new Error('request:fail');
    const path = request.url.replace(/^.*\/miniprogram\/api/, '');
    if (path === '/login')
      return { status: 200, body: { token: this.newToken(), expires_in: this.expiresIn } };
    if (!this.tokens.has(request.token ?? '')) return problem(401, '请重新打开小程序。');
    return this.route(request.method, path, (request.body ?? {}) as Body);
  }

  connect(events: SocketEvents): Socket {
    const line = { events, greeted: false };
    const end = (): void => {
      if (this.open.delete(line)) soon(events.closed.bind(events));
    };
    this.open.add(line);
    soon(() => {
      if (this.socketDown) end();
      else events.opened();
    });
    return {
      close: end,
      send: (text) => {
        soon(() => {
          if (this.open.has(line)) this.receive(line, JSON.parse(text) as ClientFrame);
        });
      },
    };
  }

  /** Every socket breaks. */
  hangUp(): void {
    for (const line of [...this.open]) {
      this.open.delete(line);
      line.events.closed();
    }
  }

  expireTokens(): void {
    this.tokens.clear();
  }

  private receive(line: { events: SocketEvents; greeted: boolean }, frame: ClientFrame): void {
    const put = (reply: ServerFrame): void => {
      line.events.message(JSON.stringify(reply));
    };
    if (frame.type === 'hello') {
      if (!this.tokens.has(frame.token)) {
        put({ type: 'error', code: 'unauthorized', message: '请重新打开小程序。' });
        return;
      }
      line.greeted = true;
      put({ type: 'ready', answers: this.after(frame.after) });
    } else if (frame.type === 'message' && line.greeted) {
      const wait = this.busyFor.shift();
      if (wait !== undefined) {
        put({
          type: 'error',
          id: frame.id,
          code: 'too_many',
          message: '请稍后再发。',
          retry_after: wait,
        });
        return;
      }
      if (this.tokens.size === 0) {
        put({ type: 'error', id: frame.id, code: 'unauthorized', message: '请重新打开小程序。' });
        return;
      }
      if (this.refusing !== null) {
        put({ type: 'error', id: frame.id, code: 'too_long', message: this.refusing });
        return;
      }
      const made = this.answer(frame.id, frame.text);
      if (this.lost()) return;
      put({ type: 'answer', ...made });
    } else if (frame.type === 'ping') put({ type: 'pong' });
  }

  private route(method: string, path: string, body: Body): Reply {
    if (path.startsWith('/messages') && method === 'GET') {
      const after = /after=(.*)$/.exec(path)?.[1] ?? null;
      return { status: 200, body: { answers: this.after(after) } };
    }
    if (path === '/messages') {
      if (this.refusing !== null) return problem(422, this.refusing);
      const made = this.answer(body.id ?? '', body.text ?? '');
      if (this.lost()) throw new Error('request:fail timeout');
      return { status: 200, body: made };
    }
    if (path === '/region') {
      this.regions.push(body.code ?? '');
      return { status: 200, body: { region: { code: body.code, name: '威海市' } } };
    }
    if (path === '/handover') {
      if (method === 'POST') this.handover = waitingFor('waiting');
      return { status: 200, body: this.handover };
    }
    if (path === '/handover/end') this.handover = waitingFor('ended');
    if (path === '/handover/messages') {
      if (this.refusing !== null) return problem(422, this.refusing);
      this.write(body);
    }
    if (path.startsWith('/handover/')) return { status: 200, body: this.handover };
    if (path === '/end') {
      this.answers.length = 0;
      this.tokens.clear();
      return { status: 200, body: { ok: true } };
    }
    if (path.startsWith('/cases/')) {
      const made = this.answer(body.id ?? '', path);
      if (this.lost()) throw new Error('request:fail timeout');
      return { status: 200, body: made };
    }
    return { status: 200, body: { ok: true } };
  }

  /** An operator takes whoever waits, and writes. */
  operatorWrites(text: string): void {
    const message = { id: `page-${text}`, speaker: 'operator' as const, text, at: '' };
    this.handover = waitingFor('talking', [...this.handover.messages, message]);
  }

  private write({ sequence, text }: Body): void {
    const message = {
      id: `line-${sequence ?? ''}`,
      speaker: 'resident' as const,
      text: text ?? '',
      at: '',
    };
    this.handover = { ...this.handover, messages: [...this.handover.messages, message] };
  }

  private answer(id: string, text: string): Answer {
    const known = this.answers.find((made) => made.id === id);
    if (known !== undefined) return known;
    if (this.botDown) return { id, cursor: '', turn: down };
    this.worked.set(id, (this.worked.get(id) ?? 0) + 1);
    const made = { id, cursor: String(this.answers.length + 1), turn: answer(`答：${text}`) };
    this.answers.push(made);
    return made;
  }

  private after(cursor: string | null): Answer[] {
    return this.answers.slice(cursor === null ? 0 : Number(cursor));
  }

  private lost(): boolean {
    if (this.losing === 0) return false;
    this.losing -= 1;
    return true;
  }

  private newToken(): string {
    const token = `token-${String(this.requests.length)}`;
    this.tokens.add(token);
    return token;
  }
}

/** What the server says in a state, in words of its own. */
function waitingFor(state: Handover['state'], messages: Handover['messages'] = []): Handover {
  const titles = {
    none: '请工作人员来答',
    waiting: '正在等',
    talking: '正在对话',
    ended: '已结束',
  };
  const stage = state === 'ended' ? 'resident' : state;
  const rest = { text: '前面没有人。', open: true, waited: 0, before: 0, poll: 3 };
  const instead = state === 'ended' ? [{ who: '打热线', how: '12345' }] : [];
  return { state, stage, title: titles[state], ...rest, messages, instead };
}

function problem(status: number, message: string): Reply {
  return { status, body: { error: { code: 'refused', message } } };
}

/** In a later job; jest's fake timers hold back `queueMicrotask`. */
function soon(work: () => void): void {
  void Promise.resolve().then(work);
}
