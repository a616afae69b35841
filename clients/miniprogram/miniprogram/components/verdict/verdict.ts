/** A verdict: the conditions with their state and clause, what is missing, the earliest day. */

import type { Turn } from '../../generated/turn';
import { verdictCard, type ConditionRow, type VerdictCard } from '../../services/presentation';
import { words } from '../../words';

type Tap = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { citation: number }>;

Component({
  properties: {
    turn: { type: Object, value: {} },
    /** Only the conditions that are not met, until all are asked for. */
    brief: { type: Boolean, value: false },
  },
  data: {
    card: null as VerdictCard | null,
    shown: [] as readonly ConditionRow[],
    folded: false,
    words: words.verdictCard,
  },
  observers: {
    'turn, brief'(turn: Turn, brief: boolean) {
      const card = verdictCard(turn);
      const conditions = card?.conditions ?? [];
      const open = conditions.filter(({ theme }) => theme !== 'success');
      const folded = brief && open.length > 0 && open.length < conditions.length;
      this.setData({ card, folded, shown: folded ? open : conditions });
    },
  },
  methods: {
    showAll() {
      this.setData({ folded: false, shown: this.data.card?.conditions ?? [] });
    },
    read(event: Tap) {
      const citation = (this.data.turn as Turn).citations[event.currentTarget.dataset.citation];
      if (citation !== undefined)
        this.triggerEvent('read', { citation }, { bubbles: true, composed: true });
    },
  },
});
