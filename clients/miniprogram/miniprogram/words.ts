/** Everything the mini program says by itself. Answers and error messages come from the server. */

import { briefHeads, verdicts, wayList } from './generated/wording';
import { pathways } from './names';

export const words = {
  name: '落户助手',
  titles: {
    chat: '落户助手',
    region: '选择地区',
    document: '政策原文',
    privacy: '隐私与个人信息',
    settings: '设置',
    case: '接着办',
    staff: '找人工',
  },
  between: '、',
  masked: { identity: '[身份证号]', phone: '[手机号]', card: '[银行卡号]' },

  chat: {
    welcome:
      '您好，我是落户助手。可以问我落户、居住证、集体户、回农村落户的政策，我按当地文件原文回答。',
    examples: ['我有哪些办法能落户', '租房能落户吗', '买了房怎么落户', '落户要带什么材料'],
    placeholder: '请输入您的问题',
    send: '发送',
    region: '地区',
    noRegion: '未选择',
    settings: '设置',
    case: '接办码',
    elder: '长辈版',
    standard: '标准版',
    call: '打12345',
    staff: '找人工',
    see: '去看',
    waiting: '正在查文件…',
    failed: '发送失败 点此重发',
    retry: '再问一次',
  },
  link: { connecting: '连接中…', connected: '', reconnecting: '已断开，正在重连…' },

  brief: briefHeads,
  told: { title: '您说的情况', hint: '哪一条不对，点“改”。', change: '改' },
  verdict: verdicts,
  verdictCard: {
    conditions: '逐条核对',
    showAll: '看全部条件',
    missing: '怎么办：',
    clause: '依据：',
    applyAt: '去哪里办：',
    landsAt: '户口落在哪里：',
    companions: '家人能不能一起落',
    alternatives: '同一份文件里还可以看看',
    disclaimer: '这是按您说的情况对照文件得出的，最终以户籍窗口审核为准。',
  },
  marks: { met: '✓', unmet: '✗', unknown: '？' },
  states: { met: '已符合', unmet: '不符合', unknown: '还不清楚' },
  reasons: { fact_missing: '还不清楚', text_open: '文件没写清', standard_elsewhere: '标准在别处' },
  companions: {
    allowed: '可以',
    not_listed: '文件没有列',
    conditional: '看条件',
    unknown: '文件没写清楚',
  },
  pathways,

  materials: {
    title: '要带的材料（文件写明的）',
    hint: '点一下打勾，只记在您这部手机上',
    checked: '✓',
    unchecked: '',
  },
  status: {
    in_force: '现在有效',
    expired: '已经过期',
    not_yet_effective: '还没有生效',
    undated: '没有写日期',
  },
  clause: {
    partial: '节选，全文看原文',
    open: '看上下文',
    copy: '复制',
    copyDone: '已复制',
    copyFailed: '没能复制，请长按文字复制',
  },
  notices: {
    expired: '文件已经过期',
    not_yet_effective: '文件还没有生效',
    undated: '文件没有写日期',
    standard_elsewhere: '标准在另一份文件里',
    ambiguous_clause: '文件没有写清楚',
    verify_locally: '请先向窗口核实',
    privacy: '隐私',
    degraded: '系统暂时有问题',
    handed_over: '暂时只转人工',
  },
  turn: {
    why: '为什么问这个？',
    related: '可能也有关',
  },
  ways: {
    lapsed: wayList.lapsed,
    marks: { open: '✓', nearly: '＋', outside: '↗', unclear: '？', closed: '✗' },
    leads: '›',
  },
  outcomes: { answered: '文件有规定', silent: '文件没有写', out_of_scope: '不在范围里' },

  feedback: {
    ask: '这个回答有用吗？',
    up: '有用',
    down: '没用',
    thanks: '谢谢，已经记下了。',
    why: '哪里不好？点一个就行',
    reasons: {
      wrong: '答错了',
      unclear: '看不懂',
      incomplete: '没答全',
      other_place: '不是我问的地方',
      other: '其他',
    },
    cancel: '不说了',
  },

  region: {
    hint: '选好后，问题按这个地方的文件回答；下次打开还是这里。',
    chosen: '当前',
    documents: '文件',
    loading: '正在读取地区…',
    retry: '重新读取',
    empty: '还没有可选的地区，请稍后再试。',
  },
  document: {
    loading: '正在读取文件…',
    retry: '重新读取',
    issuer: '发文机关：',
    number: '文号：',
    cited: '回答引用的是这一条',
    whole: '引用的文字与原文没有逐字对上，请以整条原文为准。',
  },
  case: {
    takeHint:
      '在自助机、热线或另一部手机上得到的 8 位接办码，在这里输入或扫码，就接着那边问到的地方办。',
    placeholder: '8 位接办码',
    take: '接着办',
    scan: '扫一扫',
    wrong: '接办码是 8 位字母和数字（没有 0、1、2、5 和 I、L、O、S、Z），请核对后再输一次。',
    scanned: '这个二维码里没有接办码，请扫办事凭条上的二维码。',
    scanFailed: '没有扫到二维码，请再扫一次，或直接输入接办码。',
    makeHint: '想换个地方继续？生成一个接办码，24 小时内有效，里面没有姓名和证件号。',
    make: '生成接办码',
    spoken: '接办码',
    copy: '复制接办码',
  },
  staff: {
    looking: '正在看有没有工作人员…',
    away: '现在连不上，请不了工作人员。请看看手机网络，再点“再查一次”；急办请打12345。',
    unknown: '没有查到现在能不能请工作人员。请点“再查一次”；急办请打12345。',
    again: '再查一次',
    call: '请工作人员来答',
    stop: '不等了',
    end: '结束人工对话',
    ring: '打12345',
    placeholder: '写给工作人员',
    send: '发送',
    sending: '正在送出…',
    speakers: { operator: '工作人员', resident: '您' },
  },
  settings: {
    elder: '长辈模式',
    elderHint: '字更大、更清楚，内容更简单',
    region: '地区',
    privacy: '隐私与个人信息',
    case: '接办码',
    change: '更改',
    open: '查看',
  },
  privacy: {
    sections: [
      {
        title: '服务器上存什么',
        text: '您发的问题和得到的回答，用来接着聊；您的评价；没能回答的问题，给政策部门改进用。微信只告诉我们一个代号，我们把它换算成另一个代号再存，从中看不出您是谁。',
      },
      {
        title: '号码会被遮盖',
        text: '身份证号、手机号、银行卡号在保存前都换成“[身份证号]”这样的字样。请不要在问题里写姓名和详细住址。',
      },
      {
        title: '这部手机上存什么',
        text: '最近 30 条对话、还没发出去的问题、选的地区、长辈模式、打了勾的材料。',
      },
      {
        title: '我们不做什么',
        text: '不读您的头像、昵称、手机号、位置和相册；复制条文时才用剪贴板；扫接办码时才用相机。',
      },
    ],
    guide: '看《用户隐私保护指引》',
    guideFailed: '暂时打不开，请稍后再试。',
    delete: '删除我的对话',
    deleteHint: '服务器和这部手机上的对话都删掉，不能恢复。',
    confirm: '确定删除吗？删掉后不能恢复。',
    yes: '删除',
    no: '不删',
    deleted: '已删除',
  },
  consent: {
    title: '隐私保护提示',
    text: '下一步要用到剪贴板。使用前请阅读《用户隐私保护指引》，同意后继续；不同意也可以继续问问题。',
    guide: '看《用户隐私保护指引》',
    agree: '同意',
    disagree: '不同意',
  },
  errors: {
    unreachable: '现在连不上服务器，请检查网络后再试。',
    unexpected: '出了点问题，请再试一次；急办的话请打政务服务热线 12345。',
  },
  ok: '知道了',
} as const;

/** Sentences with something put in; apart from the words, as a page's data holds no functions. */
export const sentences = {
  earliest: (day: string): string => `只差时间的话，最早${day}满足。`,
  earliestOfTime: (day: string): string =>
    `时间这一条最早${day}满足，还没说清楚的其他条件也要符合。`,
  alternative: (pathway: string, verdict: string): string => `${pathway}（${verdict}）`,
  done: (checked: string, all: string): string => `已备 ${checked} / ${all}`,
  dates: (from: string | null, until: string | null): string => {
    if (from === null && until === null) return '';
    if (until === null) return `自 ${from ?? ''} 起施行`;
    return from === null ? `有效期至 ${until}` : `${from} 至 ${until}`;
  },
  amended: (day: string, act: string, number: string, item: string): string =>
    `自 ${day} 起按《${act}》${number}${item}的文字`,
  amendedItem: (item: string): string => {
    const [first = '', ...rest] = item.split('/');
    if (first === '') return '';
    const named = first.startsWith('第') ? first : `第${first}项`;
    return named + rest.map((one) => (one.startsWith('(') ? one : `第${one}点`)).join('');
  },
  superseded: (day: string): string => `${day} 起已经修改`,
  copied: (
    quote: string,
    title: string,
    number: string,
    heading: string,
    validity: string,
  ): string => `“${quote}”\n——《${title}》${number ? `（${number}）` : ''}${heading}\n${validity}`,
  changeOf: (label: string): string => `改这一条：${label}`,
  until: (moment: string): string => `${moment} 前有效`,
  moment: (month: string, day: string, hour: string, minute: string): string =>
    `${month}月${day}日 ${hour}:${minute}`,
} as const;
