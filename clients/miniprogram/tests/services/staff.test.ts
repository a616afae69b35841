import { pass, talk } from '../support/talk';
import type { StaffSnapshot } from '../../miniprogram/services/staff';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

async function waiting() {
  const here = talk();
  const seen: StaffSnapshot[] = [];
  here.staff.follow((snapshot) => seen.push(snapshot));
  await here.staff.call();
  const now = (): StaffSnapshot | undefined => seen.at(-1);
  return { ...here, seen, now };
}

test('whoever waits sees what the operator writes', async () => {
  const { server, now } = await waiting();
  expect(now()?.handover?.state).toBe('waiting');
  server.operatorWrites('您好');
  await pass(3000);
  expect(now()?.handover?.messages.map(({ text }) => text)).toEqual(['您好']);
});

test('what is written without a network arrives once it is back, and holds no number', async () => {
  const { server, staff, now } = await waiting();
  server.operatorWrites('您好');
  await pass(3000);
  server.httpDown = true;
  staff.write('我电话13812345678');
  await pass(3000);
  expect(now()?.unsent.map(({ text }) => text)).toEqual(['我电话[手机号]']);
  server.httpDown = false;
  await pass(6000);
  expect(now()?.unsent).toEqual([]);
  expect(server.handover.messages.at(-1)?.text).toBe('我电话[手机号]');
});

test('what the server refuses is given back once, to be mended', async () => {
  const { server, staff, seen, now } = await waiting();
  server.operatorWrites('您好');
  server.refusing = '写得太长了，请分开写。';
  staff.write('我在这里租房好几年了');
  await pass(0);
  expect(now()).toMatchObject({ problem: '写得太长了，请分开写。', unsent: [] });
  expect(seen.map(({ givenBack }) => givenBack).filter(Boolean)).toEqual(['我在这里租房好几年了']);
});

test('nobody is asked for once the conversation was deleted', async () => {
  const { server, staff, now } = await waiting();
  staff.forget();
  const before = server.requests.length;
  await pass(30_000);
  expect(server.requests).toHaveLength(before);
  expect(now()?.handover).toBeNull();
});
