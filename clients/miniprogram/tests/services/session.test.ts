import { pass, talk } from '../support/talk';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test('several requests at once log in once', async () => {
  const here = talk();
  const both = Promise.all([here.api.rate('a', 'up'), here.api.rate('b', 'down', 'wrong')]);
  await pass();
  await both;
  expect(here.phone.logins).toBe(1);
});

test('the token survives a restart until it lapses', async () => {
  const before = talk();
  await before.api.rate('a', 'up');
  const after = talk(before.server, before.phone.restart());
  await after.api.rate('a', 'up');
  expect(after.phone.logins).toBe(0);
  jest.setSystemTime(Date.now() + 3590_000);
  await after.api.rate('a', 'up');
  expect(after.phone.logins).toBe(1);
});

test('a token that the server refuses is renewed once, and the request repeated', async () => {
  const here = talk();
  await here.api.rate('a', 'up');
  here.server.expireTokens();
  await here.api.rate('a', 'up');
  expect(here.phone.logins).toBe(2);
});

test('a login that fails is told as a server out of reach', async () => {
  const here = talk();
  here.server.httpDown = true;
  await expect(here.api.rate('a', 'up')).rejects.toThrow(/连不上服务器/);
});
