import { dialogue, entries, pass, started, talk } from '../support/talk';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test('a question is answered over the socket', async () => {
  const here = await started();
  here.conversation.say('租房能落户吗');
  await pass();
  expect(dialogue(here)).toEqual([['租房能落户吗', '答：租房能落户吗']]);
  expect(here.conversation.snapshot().link).toBe('connected');
  expect(here.server.requests.map(({ url }) => url)).toEqual([expect.stringContaining('/login')]);
});

test('an answer that was lost with the socket comes after the reconnect, and once', async () => {
  const here = await started();
  here.server.losing = 1;
  here.conversation.say('一');
  await pass();
  here.server.httpDown = true;
  here.server.hangUp();
  await pass();
  expect(here.conversation.snapshot().link).toBe('reconnecting');
  expect(entries(here)[0]?.state).toBe('waiting');
  await pass(60_000);
  expect(dialogue(here)).toEqual([['一', '答：一']]);
  expect([...here.server.worked.values()]).toEqual([1]);
});

test('a socket that stays silent is given up and the message sent again under its id', async () => {
  const here = await started();
  here.server.losing = 1;
  here.conversation.say('一');
  await pass(30_000);
  expect(dialogue(here)).toEqual([['一', '答：一']]);
  expect([...here.server.worked.values()]).toEqual([1]);
});

test('messages keep their order across breaks, none is lost or doubled', async () => {
  const here = await started();
  const said = Array.from({ length: 12 }, (_, place) => `问题${String(place)}`);
  for (const [place, text] of said.entries()) {
    here.conversation.say(text);
    if (place % 3 === 1) here.server.hangUp();
    if (place % 4 === 2) here.server.losing += 1;
    here.server.socketDown = place % 5 < 2;
    await pass(place % 2 === 0 ? 0 : 700);
  }
  here.server.socketDown = false;
  await pass(120_000);
  expect(dialogue(here)).toEqual(said.map((text) => [text, `答：${text}`]));
  expect([...here.server.worked.values()]).toEqual(said.map(() => 1));
});

test('without sockets everything goes by HTTP and the person sees no break', async () => {
  const here = talk();
  here.server.socketDown = true;
  here.conversation.start();
  await pass(100);
  here.conversation.say('一');
  await pass(100);
  expect(dialogue(here)).toEqual([['一', '答：一']]);
  expect(here.conversation.snapshot().link).toBe('connected');
});

test('what was said before the app was killed is sent and answered after it opens again', async () => {
  const before = talk();
  before.server.httpDown = true;
  before.server.socketDown = true;
  before.conversation.start();
  before.conversation.say('一');
  before.conversation.say('二');
  await pass(100);
  before.conversation.stop();
  jest.clearAllTimers();
  before.server.httpDown = false;
  before.server.socketDown = false;
  const after = talk(before.server, before.phone.restart());
  expect(dialogue(after)).toEqual([
    ['一', null],
    ['二', null],
  ]);
  after.conversation.start();
  await pass(5_000);
  expect(dialogue(after)).toEqual([
    ['一', '答：一'],
    ['二', '答：二'],
  ]);
  expect([...after.server.worked.values()]).toEqual([1, 1]);
});

test('a message killed on its way is told to be sent again', async () => {
  const before = talk();
  before.conversation.start();
  await pass();
  before.server.losing = 1;
  before.conversation.say('一');
  await pass();
  jest.clearAllTimers();
  const after = talk(before.server, before.phone.restart());
  after.server.socketDown = true;
  after.conversation.start();
  await pass(5_000);
  expect(dialogue(after)).toEqual([['一', '答：一']]);
  expect([...after.server.worked.values()]).toEqual([1]);
});

test('after vain attempts the message is shown as failed; a tap sends it', async () => {
  const here = talk();
  here.server.httpDown = true;
  here.server.socketDown = true;
  here.conversation.start();
  here.conversation.say('一');
  await pass(10_000);
  expect(entries(here)[0]?.state).toBe('failed');
  expect(entries(here)[0]?.failure).toMatch(/网络/);
  here.server.httpDown = false;
  here.conversation.again(entries(here)[0]?.id ?? '');
  await pass(100);
  expect(dialogue(here)).toEqual([['一', '答：一']]);
});

test('what failed for lack of a connection goes out by itself when it is back', async () => {
  const here = talk();
  here.server.httpDown = true;
  here.server.socketDown = true;
  here.conversation.start();
  here.conversation.say('一');
  await pass(10_000);
  here.server.httpDown = false;
  here.server.socketDown = false;
  await pass(60_000);
  expect(dialogue(here)).toEqual([['一', '答：一']]);
});

test('a refused message says why and holds up nothing', async () => {
  const here = await started();
  here.server.refusing = '内容太长，请分几次说。';
  here.conversation.say('一');
  await pass();
  here.server.refusing = null;
  here.conversation.say('二');
  await pass();
  expect(entries(here).map(({ state, failure }) => [state, failure])).toEqual([
    ['failed', '内容太长，请分几次说。'],
    ['answered', null],
  ]);
});

test('a message that comes too fast goes again when the server says, and nothing fails', async () => {
  const here = await started();
  here.server.busyFor = [10];
  here.conversation.say('一');
  await pass(9_000);
  expect(entries(here)[0]?.state).toBe('waiting');
  await pass(2_000);
  expect(dialogue(here)).toEqual([['一', '答：一']]);
});

test('a conversation that was deleted elsewhere begins anew under the message', async () => {
  const here = await started();
  here.server.expireTokens();
  here.conversation.say('一');
  await pass(10_000);
  expect(dialogue(here)).toEqual([['一', '答：一']]);
  expect(here.phone.logins).toBe(2);
});

test('a question asked while the bot was down can be asked again', async () => {
  const here = await started();
  here.server.botDown = true;
  here.conversation.say('一');
  await pass();
  expect(entries(here)[0]?.turn?.kind).toBe('no_answer');
  here.server.botDown = false;
  here.conversation.again(entries(here)[0]?.id ?? '');
  await pass();
  expect(dialogue(here)).toEqual([['一', '答：一']]);
});

test('a token that lapsed is renewed on the way, over HTTP and over the socket', async () => {
  const here = await started();
  here.server.expireTokens();
  here.server.socketDown = true;
  here.server.hangUp();
  here.conversation.say('一');
  await pass(100);
  expect(dialogue(here)).toEqual([['一', '答：一']]);
  here.server.expireTokens();
  here.server.socketDown = false;
  await pass(60_000);
  here.conversation.say('二');
  await pass();
  expect(dialogue(here)).toHaveLength(2);
  expect(here.phone.logins).toBe(3);
});

test('a region chosen once is told to the server again when its session has lapsed', async () => {
  const here = await started();
  await here.conversation.chooseRegion({ code: '371000', name: '威海市' });
  here.conversation.say('一');
  await pass();
  expect(here.server.regions).toEqual(['371000']);
  jest.setSystemTime(Date.now() + 2 * 3600_000);
  here.conversation.say('二');
  await pass();
  expect(here.server.regions).toEqual(['371000', '371000']);
});

test('a deleted conversation is gone on both sides; region and elder mode stay', async () => {
  const here = await started();
  here.storage.set('elder', true);
  await here.conversation.chooseRegion({ code: '371000', name: '威海市' });
  here.conversation.say('一');
  await pass();
  const forgotten = here.conversation.forget();
  await pass();
  await forgotten;
  expect(entries(here)).toEqual([]);
  expect([...here.phone.kept.values()].join()).not.toContain('答：');
  expect(here.storage.get('elder')).toBe(true);
  expect(here.storage.get('region')?.code).toBe('371000');
  here.conversation.say('二');
  await pass(100);
  expect(dialogue(here)).toEqual([['二', '答：二']]);
});

test('a case taken up begins with the turn of the bot', async () => {
  const here = talk();
  const taken = here.conversation.takeCase('AB34CD67');
  await pass();
  await taken;
  expect(dialogue(here)).toEqual([[null, '答：/cases/AB34CD67']]);
});

test('a case whose first turn was lost is taken up once', async () => {
  const here = talk();
  here.server.losing = 1;
  await expect(here.conversation.takeCase('AB34CD67')).rejects.toThrow(/网络/);
  await here.conversation.takeCase('AB34CD67');
  expect([...here.server.worked.values()]).toEqual([1]);
  expect(entries(here)).toHaveLength(1);
});

test('personal numbers leave the phone neither by the net nor into its storage', async () => {
  const here = await started();
  here.conversation.say('身份证 37100019900101123X 手机 138-0000-1234 能落户吗');
  await pass();
  expect(entries(here)[0]?.said).toBe('身份证 [身份证号] 手机 [手机号] 能落户吗');
  expect([...here.phone.kept.values()].join()).not.toMatch(/37100019900101123X|0000/);
});

test('the log names events and counts, never what was said', async () => {
  const here = await started();
  here.conversation.say('租房能落户吗');
  here.server.hangUp();
  await pass(5_000);
  expect(here.phone.logged.length).toBeGreaterThan(2);
  expect(here.phone.logged.join('\n')).toMatch(/^[a-zA-Z_=0-9 \n]+$/);
});
