import { fire, openPage, phone, settle, tap, text, texts } from '../support/render';
import { citation } from '../support/turns';
import { words } from '../../miniprogram/words';

const api = wx as unknown as Record<string, jest.Mock>;

beforeEach(() => {
  jest.clearAllMocks();
});

test('a question typed into the chat is answered under it', async () => {
  const here = phone();
  here.conversation.start();
  const page = await openPage('pages/chat/chat');
  expect(text(page)).toContain('我是落户助手');
  await fire(page, '.draft', 'change', { value: '租房能落户吗' });
  await tap(page, '.send');
  expect(texts(page, '.bubble')).toEqual(['租房能落户吗']);
  expect(text(page, '.answer')).toContain('答：租房能落户吗');
  here.conversation.stop();
});

test('a message that failed says so, and a tap sends it again', async () => {
  const here = phone();
  here.conversation.start();
  const page = await openPage('pages/chat/chat');
  here.server.refusing = '内容太长，请分几次说。';
  here.conversation.say('一');
  await settle();
  expect(text(page, '.failed')).toBe('发送失败点此重发内容太长，请分几次说。');
  here.server.refusing = null;
  await tap(page, '.failed');
  expect(text(page, '.answer')).toContain('答：一');
  here.conversation.stop();
});

test('a broken connection is told until it is back', async () => {
  const here = phone();
  here.server.httpDown = true;
  here.server.socketDown = true;
  here.conversation.start();
  const page = await openPage('pages/chat/chat');
  expect(text(page, '.link')).toBe('已断开，正在重连…');
  here.server.httpDown = false;
  here.server.socketDown = false;
  here.conversation.start();
  await settle();
  expect(page.querySelector('.link')).toBeUndefined();
  here.conversation.stop();
});

test('elder mode, once switched on, holds on every page and after a restart', async () => {
  const here = phone();
  const settings = await openPage('pages/settings/settings');
  expect(settings.querySelector('.elder')).toBeUndefined();
  await fire(settings, '.switch', 'change', { value: true });
  expect(here.storage.get('elder')).toBe(true);
  for (const path of ['chat', 'region', 'document', 'case', 'settings', 'privacy', 'staff']) {
    phone(here);
    const page = await openPage(`pages/${path}/${path}`);
    expect(page.querySelectorAll('.elder')).toHaveLength(1);
  }
});

test('elder mode and the line of the government are one tap away in the chat', async () => {
  const here = phone();
  const page = await openPage('pages/chat/chat');
  await tap(page, '.elder-switch');
  expect(here.storage.get('elder')).toBe(true);
  expect(page.querySelectorAll('.elder')).toHaveLength(1);
  await tap(page, '.call');
  expect(api.makePhoneCall).toHaveBeenCalledWith(
    expect.objectContaining({ phoneNumber: '12345' }),
  );
});

test('a person is asked for, waited for and written with', async () => {
  const here = phone();
  const page = await openPage('pages/staff/staff');
  await here.staff.look();
  await settle();
  expect(text(page, '.title')).toBe('请工作人员来答');
  await tap(page, '.call');
  await settle();
  expect(text(page, '.title')).toBe('正在等');
  const chat = await openPage('pages/chat/chat');
  expect(text(chat, '.waits')).toContain('正在等');
  here.server.operatorWrites('您好');
  await here.staff.look();
  await settle();
  expect(texts(page, '.said')).toEqual(['您好']);
  await fire(page, '.draft', 'change', { value: '在吗' });
  await tap(page, '.send');
  await settle();
  expect(texts(page, '.said')).toEqual(['您好', '在吗']);
  await tap(page, '.leave');
  await settle();
  expect(text(page, '.instead')).toContain('12345');
  here.staff.forget();
});

test('whoever cannot ask for a person reads why, and looks again', async () => {
  const here = phone();
  here.server.httpDown = true;
  const page = await openPage('pages/staff/staff');
  await here.staff.look();
  await settle();
  expect(text(page, '.why')).toBe(words.staff.away);
  expect(text(page, '.title')).toBe(words.staff.call);
  await tap(page, '.ring');
  expect(api.makePhoneCall).toHaveBeenCalledWith(
    expect.objectContaining({ phoneNumber: '12345' }),
  );
  here.server.httpDown = false;
  await tap(page, '.again');
  await settle();
  expect(page.querySelectorAll('.why')).toHaveLength(0);
  expect(page.querySelectorAll('.again')).toHaveLength(0);
  await tap(page, '.call');
  await settle();
  expect(text(page, '.title')).toBe('正在等');
  here.staff.forget();
});

test('the chosen region is told to the server and remembered', async () => {
  const here = phone();
  here.api.regions = () => Promise.resolve([{ code: '371000', name: '威海市', documents: [] }]);
  const page = await openPage('pages/region/region');
  await tap(page, '.region');
  expect(here.server.regions).toEqual(['371000']);
  expect(here.storage.get('region')).toEqual({ code: '371000', name: '威海市' });
  expect(api.navigateBack).toHaveBeenCalled();
});

test('the reader opens at the cited clause with the quote marked', async () => {
  const here = phone();
  here.cited = citation;
  here.api.document = (folder) =>
    Promise.resolve({
      ...citation,
      folder,
      clauses: [
        { id: '一', heading: '一、总则', text: '总则。' },
        {
          id: citation.clause,
          heading: '（一）租房落户',
          text: `第一句。${citation.quote}第三句。`,
        },
      ],
    });
  const page = await openPage('pages/document/document', { folder: citation.document });
  expect(text(page, '.quote')).toBe(citation.quote);
  expect(page.querySelectorAll('.cited')).toHaveLength(1);
  expect(page.data.target).toBe('clause-1');
});

test('a document that cannot be read says what to do, and is read at the second try', async () => {
  const here = phone();
  here.server.httpDown = true;
  const page = await openPage('pages/document/document', { folder: citation.document });
  expect(text(page)).toContain('请检查网络后再试');
});

test('a scanned slip opens the case page with its code, and the case goes on in the chat', async () => {
  const here = phone();
  const page = await openPage('pages/case/case', {
    q: encodeURIComponent('https://example.invalid/case/AB34CD67'),
  });
  expect(page.data.code).toBe('AB34CD67');
  await tap(page, '.take');
  expect(here.conversation.snapshot().entries).toHaveLength(1);
  expect(api.reLaunch).toHaveBeenCalledWith({ url: '/pages/chat/chat' });
});

test('a code that is none is told, and nothing is sent', async () => {
  const here = phone();
  const page = await openPage('pages/case/case', { code: 'xyz' });
  page.setData({ code: '123' });
  await tap(page, '.take');
  expect(api.showToast).toHaveBeenCalledWith(
    expect.objectContaining({ title: expect.stringContaining('8 位') as string }),
  );
  expect(here.server.requests).toEqual([]);
});

test('a code to take along is made and shown with the hour until which it holds', async () => {
  const here = phone();
  here.api.makeCase = () =>
    Promise.resolve({
      code: 'AB34CD67',
      expires_at: '2026-05-01T08:05:00+08:00',
      link: 'https://example.invalid/case/AB34CD67',
    });
  const page = await openPage('pages/case/case');
  await tap(page, '.make');
  expect(text(page, '.number')).toBe('AB34CD67');
  expect(text(page, '.made')).toMatch(/月.*日.*:05前有效/);
});

test('deleting the conversation asks first, then deletes on both sides', async () => {
  const here = phone();
  here.conversation.start();
  await settle();
  here.conversation.say('一');
  await settle();
  const page = await openPage('pages/privacy/privacy');
  await tap(page, '.forget');
  expect(here.conversation.snapshot().entries).toEqual([]);
  expect(here.server.requests.some(({ url }) => url.endsWith('/end'))).toBe(true);
  here.conversation.stop();
});
