import type { Citation, Turn } from '../../miniprogram/generated/turn';
import type { OldTurn } from '../../miniprogram/services/upgrade';

const stated: Omit<Citation, 'role'> = {
  document: '371000-weihai',
  title: '威海市户口迁移政策',
  doc_number: '威公通〔2021〕1号',
  issuer: '威海市公安局',
  clause: '二/(一)',
  heading: '二、落户条件 > （一）租房落户',
  quote: '租赁房屋须办理登记备案。',
  status: 'expired',
  effective_from: '2021-10-21',
  expires_on: '2026-10-20',
};

export const citation: Citation = { ...stated, role: 'answers' };

export function answer(text: string, change: Partial<Turn> = {}): Turn {
  return {
    version: 2,
    kind: 'answer',
    text,
    parts: [{ kind: 'conclusion', text, citations: [] }],
    region: { code: '371000', name: '威海市' },
    topic: 'renting',
    citations: [],
    notices: [],
    options: [],
    ...change,
  };
}

export const down = answer('系统暂时查不到文件。', {
  kind: 'no_answer',
  parts: [{ kind: 'notice', text: '系统暂时查不到文件。', citations: [] }],
  notices: [{ kind: 'degraded', text: '系统暂时查不到文件。' }],
});

export const verdict = answer(
  '按您说的情况，现在还不符合威海市“租房落户”的条件。\n已符合：在城镇租房\n不符合：租房已备案。\n【依据】威海市公安局《威海市户口迁移政策》（威公通〔2021〕1号）二（一）：\n“租赁房屋须办理登记备案。”\n文件已过期。',
  {
    kind: 'eligibility',
    parts: [
      {
        kind: 'conclusion',
        text: '按您说的情况，现在还不符合威海市“租房落户”的条件。',
        citations: [0],
      },
      { kind: 'condition', text: '已符合：在城镇租房', citations: [] },
      { kind: 'condition', text: '不符合：租房已备案', citations: [] },
      { kind: 'clause', text: '【依据】…：\n“租赁房屋须办理登记备案。”', citations: [0] },
      { kind: 'notice', text: '文件已过期。', citations: [] },
    ],
    citations: [citation],
    notices: [{ kind: 'expired', text: '文件已过期。' }],
    eligibility: {
      pathway: 'renting',
      verdict: 'ineligible',
      conditions: [
        { id: 'dwelling', text: '在城镇租房', state: 'met', citation: 0, how_to_meet: null },
        {
          id: 'lease',
          text: '租房已备案',
          state: 'unmet',
          citation: 0,
          how_to_meet: '到住建部门办备案',
        },
        { id: 'consent', text: '房东同意', state: 'unknown', citation: null, how_to_meet: null },
      ],
      materials: ['居民身份证', '租房备案证明'],
      apply_at: '派出所户籍窗口',
      companions: [{ relation: '配偶', state: 'allowed', citation: 0 }],
      missing_facts: ['landlord_consents'],
      alternatives: [{ pathway: 'employment', verdict: 'undetermined', text: '缴社保满一年' }],
      earliest_date: '2026-12-01',
      earliest_is_sure: false,
    },
    options: [
      { title: '同意', payload: '房东同意' },
      { title: '不清楚', payload: '不清楚' },
    ],
  },
);

/** A turn that asks for a fact, with what stands before the question. */
export function asking(fact: string, before = ''): Turn {
  const text = '租房备案了吗？';
  return answer(before + text, {
    kind: 'question',
    parts: [{ kind: 'question', text: before + text, citations: [] }],
    question: { fact, text, why: '因为第二条要求备案' },
  });
}

/** A turn as version 1 of the contract has it. */
export const old: OldTurn = {
  kind: 'answer',
  text: '能。\n【依据】…：\n“租赁房屋须办理登记备案。”',
  region: { code: '371000', name: '威海市' },
  topic: 'renting',
  citations: [stated],
  notices: [],
  options: [],
};

/** Two questions, one of which the document does not answer, and a clause that is only near. */
export const several = answer('您问了几件事。', {
  parts: [
    { kind: 'offer', text: '您问了几件事。', citations: [] },
    { kind: 'answer', text: '■ 1．您问“租房能落户吗”', citations: [0] },
    { kind: 'conclusion', text: '能。', citations: [0] },
    { kind: 'clause', text: '【依据】…', citations: [0], excerpt: '须办理登记备案。' },
    { kind: 'answer', text: '■ 2．您问“要多少钱”', citations: [] },
    { kind: 'silence', text: '文件没有写您问的这件事。', citations: [] },
    { kind: 'clause', text: '【可能也有关】…', citations: [1] },
  ],
  citations: [citation, { ...citation, clause: '五/p1', quote: '别处也写了。', role: 'related' }],
  answers: [
    {
      question: '租房能落户吗',
      outcome: 'answered',
      topic: 'renting',
      facet: null,
      citations: [0],
    },
    { question: '要多少钱', outcome: 'silent', topic: null, facet: null, citations: [] },
  ],
});

/** A view of all ways: one open, one nearly, one of which nothing was told, by a lapsed document. */
export const overview = answer('已符合1条，差一点1条。', {
  parts: [
    { kind: 'conclusion', text: '已符合1条，差一点1条。', citations: [0] },
    { kind: 'answer', text: '■ 已符合：就业落户。', citations: [0] },
    { kind: 'clause', text: '【依据】…', citations: [0] },
  ],
  citations: [citation],
  overview: [
    {
      pathway: 'employment',
      title: '就业落户',
      verdict: 'open',
      missing: [],
      flips: [],
      earliest_date: null,
      citation: 0,
    },
    {
      pathway: 'renting',
      title: '租房落户',
      verdict: 'nearly_open',
      missing: [{ fact: 'lease_registered', text: '租房已备案', reason: 'unmet' }],
      flips: [
        { fact: 'lease_registered', text: '租房已备案', how: '到住建部门办备案', known: true },
      ],
      earliest_date: null,
      citation: 0,
    },
    {
      pathway: 'accompany',
      title: '随迁',
      verdict: 'undetermined',
      missing: [{ fact: 'companion_relation', text: '是近亲属', reason: 'fact_missing' }],
      flips: [],
      earliest_date: null,
      citation: 0,
    },
  ],
  options: [
    { title: '租房落户', payload: '租房落户' },
    { title: '要带什么材料', payload: '就业落户要带什么材料' },
  ],
});
