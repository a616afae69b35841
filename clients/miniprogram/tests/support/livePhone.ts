import type {
  Platform,
  Reply,
  Request,
  Socket,
  SocketEvents,
} from '../../miniprogram/services/platform';
import { Memory } from './memory';

/** A phone whose network is real: requests and sockets reach the bot at the addresses given. */
export class LivePhone extends Memory implements Platform {
  private readonly sockets = new Set<WebSocket>();

  constructor(private readonly code: string) {
    super();
  }

  /** Loses every connection, as in a tunnel. */
  hangUp(): void {
    for (const socket of this.sockets) socket.close();
  }

  async request({ method, url, token, body }: Request): Promise<Reply> {
    const reply = await fetch(url, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: await reply.json() };
  }

  connect(url: string, events: SocketEvents): Socket {
    const socket = new WebSocket(url);
    this.sockets.add(socket);
    socket.onopen = () => {
      events.opened();
    };
    socket.onmessage = ({ data }) => {
      events.message(String(data));
    };
    socket.onclose = () => {
      this.sockets.delete(socket);
      events.closed();
    };
    return {
      send: (text) => {
        socket.send(text);
      },
      close: () => {
        socket.close();
      },
    };
  }

  login(): Promise<string> {
    return Promise.resolve(this.code);
  }

  log(): void {
    // Tests say what went wrong.
  }
}
