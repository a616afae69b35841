import { briefOf } from '../../miniprogram/generated/brief';
import { toldOf } from '../../miniprogram/generated/interview';
import type { Turn } from '../../miniprogram/generated/turn';
import { waysOf } from '../../miniprogram/generated/ways';
import { progressIn } from '../../miniprogram/services/presentation';
import { brief as briefWords, told as toldWords, ways as waysWords } from '../../miniprogram/generated/wording';
import { draw, fire, heard, phone, settle, tap, text, texts } from '../support/render';
import { answer, asking, citation, overview, several, verdict } from '../support/turns';

beforeEach(() => {
  phone();
});

test('a verdict shows each condition with state, clause and how to meet it, and the earliest day', () => {
  const card = draw('components/verdict/verdict', { turn: verdict });
  expect(text(card, '.pathway')).toBe('租房落户');
  expect(texts(card, '.state')).toEqual(['不符合', '还不清楚', '已符合']);
  expect(texts(card, '.how')).toEqual(['怎么办：到住建部门办备案']);
  expect(texts(card, '.source')).toHaveLength(2);
  expect(text(card, '.earliest')).toContain('2026年12月1日');
  expect(text(card, '.earliest')).not.toContain('只差时间');
});

test('in elder mode a verdict begins with what is missing; the rest is one tap away', async () => {
  const card = draw('components/verdict/verdict', { turn: verdict, brief: true });
  expect(texts(card, '.state')).toEqual(['不符合', '还不清楚']);
  await tap(card, '.all');
  expect(texts(card, '.state')).toHaveLength(3);
});

test('all ways stand at a glance, each with its state in words and what is missing', async () => {
  const drawn = draw('components/ways/ways', {
    view: waysOf(overview, waysWords),
    title: '各条路',
  });
  expect(texts(drawn, '.state')).toEqual(['✓按已过期的文件：已符合', '＋差一项']);
  expect(texts(drawn, '.missing')).toEqual([
    '写明的条件，按您说的都符合',
    '还差：到住建部门办备案',
  ]);
  expect(drawn.querySelectorAll('.good')).toEqual([]);
  await tap(drawn, '.unfold');
  expect(texts(drawn, '.state')).toContain('？还不清楚');
});

test('a tap on a way leads to it, and a double tap once', async () => {
  const drawn = draw('components/ways/ways', { view: waysOf(overview, waysWords) });
  const said = heard(drawn, 'say');
  await tap(drawn, '.way');
  await tap(drawn, '.way');
  expect(said).toEqual([{ text: '就业落户' }]);
});

test('a turn shows its ways once: as buttons, neither as lines nor among the options', () => {
  const drawn = draw('components/turn/turn', { turn: overview, last: true });
  expect(text(drawn)).toContain('各条路一览');
  expect(text(drawn)).not.toContain('■');
  expect(text(drawn).split('差一项租房落户')).toHaveLength(2);
  expect(drawn.data.options).toEqual([overview.options[1]]);
});

test('who does not qualify may have all ways looked at', () => {
  expect(text(draw('components/turn/turn', { turn: verdict, last: true }))).toMatch(
    /看看我有哪些办法$/,
  );
});

test('a tap on the clause of a condition opens it', async () => {
  const card = draw('components/verdict/verdict', { turn: verdict });
  const read = heard(card, 'read');
  await tap(card, '.source');
  expect(read).toEqual([{ citation }]);
});

test('an option sends its payload, not its title', async () => {
  const options = draw('components/options/options', { options: verdict.options });
  const said = heard(options, 'say');
  expect(texts(options, '.option')).toEqual(['同意', '不清楚']);
  await tap(options, '.choose');
  expect(said).toEqual([{ text: '房东同意' }]);
});

test('a clause shows quote, document, number, status and dates', async () => {
  const clause = draw('components/clause/clause', { citation });
  expect(text(clause, '.quote')).toBe(citation.quote);
  expect(text(clause, '.status')).toBe('已经过期');
  expect(text(clause)).toContain('《威海市户口迁移政策》威公通〔2021〕1号');
  expect(text(clause, '.validity')).toContain('2021年10月21日至2026年10月20日');
  const read = heard(clause, 'read');
  await tap(clause, '.read');
  expect(read).toEqual([{ citation }]);
});

test('ticked materials are still ticked when the app opens again', async () => {
  const properties = { caseKey: '371000/renting', materials: ['居民身份证', '租房备案证明'] };
  const here = phone();
  const list = draw('components/materials/materials', properties);
  expect(text(list, '.done')).toBe('已备0/2');
  await fire(list, '.item', 'change', { checked: true });
  expect(text(list, '.done')).toBe('已备1/2');
  phone(here);
  const again = draw('components/materials/materials', properties);
  expect(text(again, '.done')).toBe('已备1/2');
  expect(again.querySelectorAll('.checked')).toHaveLength(1);
});

test('a thumb down asks for the reason and gives it along', async () => {
  const feedback = draw('components/feedback/feedback', { message: 'm1', rating: '' });
  const rated = heard(feedback, 'rate');
  await tap(feedback, '.up');
  await tap(feedback, '.down');
  expect(rated).toEqual([{ id: 'm1', rating: 'up', reason: undefined }]);
  expect(texts(feedback, '.reason')).toContain('不是我问的地方');
  await tap(feedback, '.choose');
  expect(rated[1]).toEqual({ id: 'm1', rating: 'down', reason: 'wrong' });
});

test('a turn shows the conclusion, the notice, the clause and the taps, each once', () => {
  const turn = draw('components/turn/turn', { turn: verdict, last: true });
  expect(texts(turn, '.line')).toEqual(['按您说的情况，现在还不符合威海市“租房落户”的条件。']);
  expect(text(turn).split(citation.quote)).toHaveLength(2);
  expect(text(turn).split('文件已过期。')).toHaveLength(2);
});

test('who does not qualify is not sent to the window with papers', () => {
  const turn = draw('components/turn/turn', { turn: verdict, last: true });
  expect(text(turn)).not.toContain('居民身份证');
});

test('several questions have a heading each with what it came to', () => {
  const turn = draw('components/turn/turn', { turn: several });
  expect(texts(turn, '.heading')).toEqual(['租房能落户吗文件有规定', '要多少钱文件没有写']);
  expect(text(turn)).toContain('须办理登记备案。');
  expect(text(turn)).not.toContain(citation.quote);
});

test('a clause that is only near is folded apart until somebody taps', async () => {
  const turn = draw('components/turn/turn', { turn: several });
  expect(text(turn)).not.toContain('别处也写了。');
  expect(text(turn, '.related')).toBe('可能也有关');
  await tap(turn, '.related');
  expect(text(turn)).toContain('别处也写了。');
});

test('a question tells how far it is; its reason is one tap away', async () => {
  const turn = draw('components/turn/turn', {
    turn: asking('lease_registered', '（问题2/约4）'),
    progress: '问题 2/约4',
  });
  expect(text(turn)).toBe('问题2/约4租房备案了吗？为什么问这个？');
  await tap(turn, '.why');
  expect(text(turn, '.reason')).toBe('因为第二条要求备案');
});

test('how far the questions are is counted where the turns do not tell', () => {
  expect(progressIn([asking('a', '（问题2/约4）')])).toBe('问题 2/约4');
  expect(progressIn([overview, asking('a'), asking('b')])).toBe('第2问');
  expect(progressIn([asking('a'), overview])).toBe('');
});

test('a verdict comes to three lines, which grant nothing by a lapsed document', () => {
  const brief = (turn: Turn): string => {
    phone();
    return text(draw('components/brief/brief', { brief: briefOf(turn, briefWords, waysWords) }));
  };
  expect(brief(verdict)).toBe(
    '能不能✗按已过期的文件：不符合，先核实还差什么租房已备案；房东同意下一步到住建部门办备案',
  );
  expect(brief(overview)).toContain('？按已过期的文件：能走就业落户，先核实');
});

test('what was noted is shown line by line, and a line is changed by its own message', async () => {
  const facts = [
    { fact: 'lease', label: '租房备案', value: '否', whose: '您', payload: '更正：租房备案' },
    { fact: 'age', label: '年龄', value: '60', whose: '您母亲', payload: '更正：年龄' },
  ];
  const told = toldOf(answer('结论', { facts_told: facts as never }), toldWords);
  const list = draw('components/told/told', { told });
  expect(texts(list, '.what')).toEqual(['租房备案否', '您母亲的年龄60']);
  const said = heard(list, 'say');
  await tap(list, '.change');
  expect(said).toEqual([{ text: '更正：租房备案' }]);
});

test('consent is asked for only when WeChat wants it', async () => {
  const here = phone();
  const consent = draw('components/consent/consent');
  expect(text(consent)).toBe('');
  const resolve = jest.fn();
  here.consent.asked(resolve);
  await settle();
  expect(text(consent)).toContain('隐私保护提示');
  await tap(consent, '.disagree');
  expect(resolve).toHaveBeenLastCalledWith({ event: 'disagree' });
});
