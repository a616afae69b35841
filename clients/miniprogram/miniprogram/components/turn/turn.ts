/** One turn of the bot: what it says, the verdict, the clauses, the notices, the taps. */

import type { Turn } from '../../generated/turn';
import { caseOf } from '../../services/materials';
import { verdictCard } from '../../services/presentation';
import { said, type Said } from '../../services/said';
import { words } from '../../words';

Component({
  properties: {
    turn: { type: Object, value: {} },
    /** Taps are offered under the last turn only. */
    last: { type: Boolean, value: false },
    elder: { type: Boolean, value: false },
  },
  data: {
    said: null as Said | null,
    caseKey: '',
    materials: [] as readonly string[],
    unfolded: false,
    words: words.turn,
  },
  observers: {
    turn(turn: Turn) {
      this.setData({
        said: said(turn),
        caseKey: caseOf(turn),
        materials: verdictCard(turn)?.materials ?? [],
        unfolded: false,
      });
    },
  },
  methods: {
    unfold() {
      this.setData({ unfolded: !this.data.unfolded });
    },
  },
});
