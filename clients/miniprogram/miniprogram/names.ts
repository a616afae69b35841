/** Made by `python -m tools.generate` from policy_corpus/subjects.yml; edit that instead. */
import type { Pathway } from './generated/turn';

export const pathways: Record<Pathway, string> = {
  own_home: '自有住房落户',
  renting: '租房落户',
  employment: '就业落户',
  business: '创业、投资经商落户',
  joining: '城镇投靠落户',
  accompany: '随迁',
  talent: '人才落户',
  graduate: '毕业生落户',
  points: '积分落户',
  veteran: '退役军人落户',
  laid_off: '下岗人员落户',
  migrant_farmer: '农牧业转移人口落户',
  collective: '集体户落户',
  rural_return: '回原籍农村落户',
  rural_join: '农村投靠落户',
  rural_newcomer: '入乡返乡就业创业落户',
  no_hukou: '无户口人员落户',
  restore_hukou: '恢复户口',
  lost_certificate: '迁移证件遗失补办',
  residence_permit: '居住证',
};
