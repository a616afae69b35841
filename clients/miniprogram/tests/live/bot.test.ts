import { makeServices, type Services } from '../../miniprogram/services/services';
import type { Spoken } from '../../miniprogram/services/snapshot';
import { LivePhone } from '../support/livePhone';

/** The running bot, whose WeChat knows the codes `live-1`, `live-2` …; see tests/e2e. */
const bot = process.env.LUOHU_BOT_URL ?? '';
const weihai = { code: '371000', name: '威海市' };
let people = 0;

function someone(): { phone: LivePhone; here: Services } {
  people += 1;
  const phone = new LivePhone(`live-${String(people)}`);
  const here = makeServices(phone, bot);
  here.conversation.start();
  return { phone, here };
}

async function answered(here: Services, count: number): Promise<readonly Spoken[]> {
  for (;;) {
    const { entries } = here.conversation.snapshot();
    const failed = entries.find(({ state }) => state === 'failed');
    if (failed) throw new Error(failed.failure ?? 'failed');
    if (entries.length === count && entries.every(({ turn }) => turn !== null)) return entries;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a question is answered with the clause and a thumb is taken', async () => {
  const { here } = someone();
  await here.conversation.chooseRegion(weihai);
  here.conversation.say('租房能落户吗');
  const [first] = await answered(here, 1);
  expect(first?.turn?.citations[0]?.clause).toBe('一/(二)');
  expect(first?.turn?.notices.map(({ kind }) => kind)).toContain('expired');
  await here.conversation.rate(first?.id ?? '', 'down', 'unclear');
  here.conversation.stop();
});

test('what is asked while connections break is answered once and in order', async () => {
  const { phone, here } = someone();
  await here.conversation.chooseRegion(weihai);
  const said = ['租房能落户吗', '买了房怎么落户', '集体户怎么落户', '大学毕业生怎么落户'];
  for (const text of said) {
    here.conversation.say(text);
    phone.hangUp();
  }
  const entries = await answered(here, said.length);
  expect(entries.map((entry) => entry.said)).toEqual(said);
  expect(new Set(entries.map(({ turn }) => turn?.text)).size).toBe(said.length);
  here.conversation.stop();
});

test('a case goes on with another person, and the conversation can be deleted', async () => {
  const { here } = someone();
  await here.conversation.chooseRegion(weihai);
  here.conversation.say('我租房住，帮我看看我符不符合条件');
  await answered(here, 1);
  const { code } = await here.api.makeCase();
  const other = someone().here;
  await other.conversation.takeCase(code);
  const [taken] = await answered(other, 1);
  expect(taken?.turn?.text).toContain('威海市');
  expect(taken?.turn?.question).toBeDefined();
  await other.conversation.forget();
  expect(other.conversation.snapshot().entries).toEqual([]);
  here.conversation.stop();
  other.conversation.stop();
});
