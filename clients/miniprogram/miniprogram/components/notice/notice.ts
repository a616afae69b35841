/** A notice of a turn, for example that the document has lapsed. */

import type { Notice } from '../../generated/turn';
import { words } from '../../words';

Component({
  properties: { notice: { type: Object, value: {} } },
  data: { title: '' },
  observers: {
    notice(notice: Notice) {
      this.setData({ title: words.notices[notice.kind] });
    },
  },
});
