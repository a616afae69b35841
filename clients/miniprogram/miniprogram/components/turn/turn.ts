/** One turn of the bot: what it says, the verdict, the clauses, the notices, the taps. */

import type { Option, Turn } from '../../generated/turn';
import { briefOf, type Brief } from '../../generated/brief';
import { askedOf, toldOf, type Asked, type ToldView } from '../../generated/interview';
import { optionsBeside, waysOf, type WaysView } from '../../generated/ways';
import { caseOf } from '../../services/materials';
import { verdictCard } from '../../services/presentation';
import { said, type Said } from '../../services/said';
import { brief, told, wayList, ways as waysWords } from '../../generated/wording';
import { words } from '../../words';

Component({
  properties: {
    turn: { type: Object, value: {} },
    /** Taps are offered under the last turn only. */
    last: { type: Boolean, value: false },
    elder: { type: Boolean, value: false },
    /** How far the questions are. */
    progress: { type: String, value: '' },
  },
  data: {
    said: null as Said | null,
    brief: null as Brief | null,
    told: [] as readonly ToldView[],
    asked: null as Asked | null,
    explained: false,
    ways: null as WaysView | null,
    waysTitle: '',
    options: [] as readonly Option[],
    caseKey: '',
    materials: [] as readonly string[],
    unfolded: false,
    words: words.turn,
  },
  observers: {
    turn(turn: Turn) {
      const ways = waysOf(turn, waysWords);
      this.setData({
        said: said(turn),
        brief: briefOf(turn, brief, waysWords),
        told: toldOf(turn, told),
        asked: askedOf(turn),
        explained: false,
        ways,
        waysTitle: turn.eligibility ? wayList.besideTitle : wayList.title,
        options: optionsBeside(turn, ways, waysWords),
        caseKey: caseOf(turn),
        materials: verdictCard(turn)?.materials ?? [],
        unfolded: false,
      });
    },
  },
  methods: {
    explain() {
      this.setData({ explained: !this.data.explained });
    },
    unfold() {
      this.setData({ unfolded: !this.data.unfolded });
    },
  },
});
