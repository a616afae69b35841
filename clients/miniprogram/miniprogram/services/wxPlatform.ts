/** The phone as WeChat gives it. Nothing else in `services/` touches `wx` but `privacy.ts`. */

import type { Platform, Reply, Request, Socket, SocketEvents } from './platform';

const REQUEST_TIMEOUT = 15_000;
const CONNECT_TIMEOUT = 5_000;

function request({ method, url, token, body }: Request): Promise<Reply> {
  return new Promise((resolve, reject) => {
    wx.request({
      url,
      method,
      ...(method === 'POST' ? { data: body ?? {} } : {}),
      header: {
        'Content-Type': 'application/json',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      timeout: REQUEST_TIMEOUT,
      success: ({ statusCode, data }) => {
        resolve({ status: statusCode, body: data });
      },
      fail: ({ errMsg }) => {
        reject(new Error(errMsg));
      },
    });
  });
}

function connect(url: string, events: SocketEvents): Socket {
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    events.closed();
  };
  const task = wx.connectSocket({ url, timeout: CONNECT_TIMEOUT, fail: end });
  task.onOpen(() => {
    events.opened();
  });
  task.onMessage(({ data }) => {
    if (typeof data === 'string') events.message(data);
  });
  task.onClose(end);
  task.onError(end);
  return {
    send: (text) => {
      task.send({ data: text, fail: end });
    },
    close: () => {
      task.close({ code: 1000 });
      end();
    },
  };
}

function login(): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.login({
      success: ({ code }) => {
        resolve(code);
      },
      fail: ({ errMsg }) => {
        reject(new Error(errMsg));
      },
    });
  });
}

export const wxPlatform: Platform = {
  request,
  connect,
  login,
  read: (key) => wx.getStorageSync<unknown>(key),
  write: (key, value) => {
    wx.setStorageSync(key, value);
  },
  remove: (key) => {
    wx.removeStorageSync(key);
  },
  now: () => Date.now(),
  random: () => Math.random(),
  later: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
  log: (level, line) => {
    wx.getLogManager({})[level](line);
  },
};
