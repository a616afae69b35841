import type { Citation, Turn } from '../../miniprogram/generated/turn';

export const citation: Citation = {
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

export function answer(text: string, change: Partial<Turn> = {}): Turn {
  return {
    kind: 'answer',
    text,
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
  notices: [{ kind: 'degraded', text: '系统暂时查不到文件。' }],
});

export const verdict = answer(
  '按您说的情况，现在还不符合威海市“租房落户”的条件。\n已符合：在城镇租房\n不符合：租房已备案。\n【依据】威海市公安局《威海市户口迁移政策》（威公通〔2021〕1号）二（一）：\n“租赁房屋须办理登记备案。”\n文件已过期。',
  {
    kind: 'eligibility',
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
    },
    options: [
      { title: '同意', payload: '房东同意' },
      { title: '不清楚', payload: '不清楚' },
    ],
  },
);
