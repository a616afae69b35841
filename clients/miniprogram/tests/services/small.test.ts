import { pause } from '../../miniprogram/services/backoff';
import { codeIn, codeOf } from '../../miniprogram/services/launch';
import { mask } from '../../miniprogram/services/masking';
import { check, checkList } from '../../miniprogram/services/materials';
import { citedText, clauseMeta, verdictCard } from '../../miniprogram/services/presentation';
import { AGREE_BUTTON, Consent } from '../../miniprogram/services/privacy';
import { mark } from '../../miniprogram/services/quote';
import { said } from '../../miniprogram/services/said';
import { Transcript } from '../../miniprogram/services/transcript';
import { talk } from '../support/talk';
import { answer, citation, old, several, verdict } from '../support/turns';

describe('pauses between attempts', () => {
  test('double up to half a minute and differ by phone', () => {
    expect([1, 2, 3, 9].map((failures) => pause(failures, 0.999))).toEqual([
      1000, 1999, 3998, 29985,
    ]);
    expect(pause(3, 0)).toBe(2000);
  });
});

describe('case codes', () => {
  test.each([
    ['ab34cd67', 'AB34CD67'],
    [' AB34-CD67 ', 'AB34CD67'],
    ['https://example.invalid/case/AB34CD67', 'AB34CD67'],
    ['https://example.invalid/go/?code=AB34CD67&from=kiosk', 'AB34CD67'],
    ['https://example.invalid/somewhere', null],
    ['AB12', null],
  ])('are found in %s', (text, code) => {
    expect(codeIn(text)).toBe(code);
  });

  test('come with a page as parameter or as scanned link', () => {
    expect(codeOf({ code: 'AB34CD67' })).toBe('AB34CD67');
    expect(codeOf({ q: encodeURIComponent('https://example.invalid/case/AB34CD67') })).toBe(
      'AB34CD67',
    );
    expect(codeOf({ q: '%E0%A4%A' })).toBeNull();
    expect(codeOf({})).toBeNull();
  });
});

describe('masking', () => {
  test.each([
    ['我是37100019900101123X', '我是[身份证号]'],
    ['打 138 0000 1234 给我', '打 [手机号] 给我'],
    ['卡号6222020200112233445', '卡号[银行卡号]'],
    ['2021年10月21日租了3年，每月1500元', '2021年10月21日租了3年，每月1500元'],
  ])('%s', (said, masked) => {
    expect(mask(said)).toBe(masked);
  });
});

describe('the quote in its clause', () => {
  test('is found although line breaks differ', () => {
    expect(mark('第一条 租赁房屋\n须办理 登记备案。完', citation.quote)).toEqual({
      before: '第一条 ',
      quote: '租赁房屋\n须办理 登记备案。',
      after: '完',
    });
  });

  test('is not made up where it does not stand', () => {
    expect(mark('别的文字', citation.quote)).toBeNull();
    expect(mark('别的文字', ' ')).toBeNull();
  });

  test('is cut right beside rare characters', () => {
    expect(mark('𠮷镇 租房', '租房')).toEqual({ before: '𠮷镇 ', quote: '租房', after: '' });
  });
});

describe('a verdict as cards', () => {
  test('has each condition with its state, clause and way to meet it', () => {
    const card = verdictCard(verdict);
    expect(card).toMatchObject({
      earliest: '时间这一条最早2026年12月1日满足，还没说清楚的其他条件也要符合。',
      materials: [],
      companions: [],
    });
    expect(
      card?.conditions.map(({ state, clause, howToMeet }) => [state, clause, howToMeet]),
    ).toEqual([
      ['不符合', citation.heading, '到住建部门办备案'],
      ['还不清楚', '', ''],
      ['已符合', citation.heading, ''],
    ]);
  });

  test('says that only time is missing only where all else is known', () => {
    const { eligibility } = verdict;
    if (eligibility === undefined) throw new Error('no verdict');
    const sure = { ...verdict, eligibility: { ...eligibility, earliest_is_sure: true } };
    expect(verdictCard(sure)?.earliest).toBe('只差时间的话，最早2026年12月1日满足。');
  });

  test('tells who may come along, group by group, to who qualifies', () => {
    const { eligibility } = verdict;
    if (eligibility === undefined) throw new Error('no verdict');
    const eligible = { ...eligibility, verdict: 'eligible' as const, companions_note: '要同住' };
    expect(verdictCard({ ...verdict, eligibility: eligible })).toMatchObject({
      materials: ['居民身份证', '租房备案证明'],
      companions: [{ state: '可以', who: '配偶' }],
      companionsNote: '要同住',
    });
  });
});

describe('what a turn says', () => {
  const lines = (turn: Parameters<typeof said>[0]): readonly string[] =>
    said(turn).sections.flatMap((section) => section.lines);

  test('is what no card shows', () => {
    expect(lines(verdict)).toEqual(['按您说的情况，现在还不符合威海市“租房落户”的条件。']);
    expect(lines(answer('只有这一句。'))).toEqual(['只有这一句。']);
  });

  test('answers each question under its heading, with its clause', () => {
    const { sections, related } = said(several);
    expect(sections.map(({ heading, outcome }) => [heading, outcome])).toEqual([
      ['', ''],
      ['租房能落户吗', '文件有规定'],
      ['要多少钱', '文件没有写'],
    ]);
    expect(sections.map(({ clauses }) => clauses.map(({ excerpt }) => excerpt))).toEqual([
      [],
      ['须办理登记备案。'],
      [],
    ]);
    expect(related?.citation.quote).toBe('别处也写了。');
  });

  test('is still there where the phone kept it from before', () => {
    const { storage } = talk();
    storage.set('transcript', [{ id: 'm1', said: '租房', turn: old as never, rating: null }]);
    const turn = new Transcript(storage).find('m1')?.turn;
    if (turn === null || turn === undefined) throw new Error('no turn');
    expect(lines(turn)).toEqual([old.text]);
    expect(said(turn).sections[0]?.clauses[0]?.citation.quote).toBe(citation.quote);
  });

  test('shows the clause that answers where the words name none', () => {
    const bare = answer('文件写了。', { citations: [citation] });
    expect(said(bare).sections[0]?.clauses).toEqual([{ citation, excerpt: '' }]);
  });
});

test('a document tells its number, status and dates, also where it prints none', () => {
  expect(clauseMeta(citation)).toMatchObject({
    number: '威公通〔2021〕1号',
    status: '已经过期',
    dates: '2021年10月21日 至 2026年10月20日',
  });
  expect(
    clauseMeta({ doc_number: null, status: 'undated', effective_from: null, expires_on: null }),
  ).toMatchObject({ number: '', status: '没有写日期', dates: '' });
  expect(citedText(citation)).toContain(citation.quote);
});

test('a clause that an act reworded names it, and a former wording says so', () => {
  const act = { document: '371000-weihai-2025', doc_number: null, item: '第二条/3' };
  const by = { ...act, title: '关于修改《办法》的决定', since: '2025-06-01' };
  const told = '自 2025年6月1日 起按《关于修改〈办法〉的决定》第二条第3点的文字';
  expect(clauseMeta({ ...citation, amendments: [by] }).amended).toEqual([told]);
  expect(citedText({ ...citation, amendments: [by] })).toContain(told);
  expect(clauseMeta({ ...citation, amended_on: '2025-06-01' }).status).toBe(
    '2025年6月1日 起已经修改',
  );
  expect(clauseMeta(citation).amended).toEqual([]);
});

test('ticked materials are remembered for their case only', () => {
  const { storage } = talk();
  check(storage, '371000/renting', '身份证', true);
  expect(checkList(storage, '371000/renting', ['身份证', '合同'])).toEqual([
    { text: '身份证', checked: true },
    { text: '合同', checked: false },
  ]);
  expect(checkList(storage, '330211/renting', ['身份证'])).toEqual([
    { text: '身份证', checked: false },
  ]);
  check(storage, '371000/renting', '身份证', false);
  expect(checkList(storage, '371000/renting', ['身份证'])).toEqual([
    { text: '身份证', checked: false },
  ]);
});

test('agreement frees every API that waits for it, with the button that was tapped', () => {
  const consent = new Consent();
  const seen: boolean[] = [];
  consent.follow((asked) => seen.push(asked));
  const first = jest.fn();
  const second = jest.fn();
  consent.asked(first);
  consent.asked(second);
  consent.answer(true);
  for (const resolve of [first, second]) {
    expect(resolve.mock.calls).toEqual([
      [{ event: 'exposureAuthorization' }],
      [{ event: 'agree', buttonId: AGREE_BUTTON }],
    ]);
  }
  expect(seen).toEqual([false, true, true, false]);
});
