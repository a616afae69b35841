/** One turn of the bot: what it says, the verdict, the clauses, the notices, the taps. */

import type { Turn } from '../../generated/turn';
import { caseOf } from '../../services/materials';
import { spokenLines } from '../../services/presentation';
import { words } from '../../words';

Component({
  properties: {
    turn: { type: Object, value: {} },
    /** Taps are offered under the last turn only. */
    last: { type: Boolean, value: false },
    elder: { type: Boolean, value: false },
  },
  data: { lines: [] as readonly string[], caseKey: '', words: words.question },
  observers: {
    turn(turn: Turn) {
      this.setData({ lines: spokenLines(turn), caseKey: caseOf(turn) });
    },
  },
});
