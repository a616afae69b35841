/** All ways at a glance; those of which too little was told are folded. A tap leads to a way. */

import type { WaysView, WayView } from '../../generated/ways';
import { wayList } from '../../generated/wording';
import { say, type Tap } from '../../services/taps';
import { words } from '../../words';

const drawn = (ways: readonly WayView[]) =>
  ways.map((way) => ({ ...way, mark: words.ways.marks[way.state] }));

Component({
  properties: {
    view: { type: Object, value: {} },
    title: { type: String, value: '' },
  },
  data: {
    shown: [] as ReturnType<typeof drawn>,
    folded: '',
    lapsed: false,
    words: words.ways,
  },
  observers: {
    view({ lapsed, ways, unclear }: WaysView) {
      this.setData({
        lapsed,
        shown: drawn(ways),
        folded: unclear.length > 0 ? wayList.unclear(unclear.length) : '',
      });
    },
  },
  methods: {
    unfold() {
      const { ways, unclear } = this.data.view as WaysView;
      this.setData({ folded: '', shown: drawn([...ways, ...unclear]) });
    },
    tap(event: Tap) {
      say(this, event);
    },
  },
});
