/** What a verdict rests on, line by line, each with the way to change it. */

import type { ToldView } from '../../generated/interview';
import { say, type Tap } from '../../services/taps';
import { sentences, words } from '../../words';

Component({
  properties: { told: { type: Array, value: [] } },
  data: { lines: [] as readonly (ToldView & { changeOf: string })[], words: words.told },
  observers: {
    told(told: readonly ToldView[]) {
      this.setData({
        lines: told.map((one) => ({ ...one, changeOf: sentences.changeOf(one.label) })),
      });
    },
  },
  methods: {
    change(event: Tap) {
      say(this, event);
    },
  },
});
