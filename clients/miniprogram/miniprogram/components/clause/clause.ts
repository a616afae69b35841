/** A citation: the quote with document, number, status and dates. */

import type { Citation } from '../../generated/turn';
import { clauseMeta, type ClauseMeta } from '../../services/presentation';
import { words } from '../../words';

Component({
  properties: {
    citation: { type: Object, value: {} },
    /** The part of the clause to show, where it is not all of it. */
    excerpt: { type: String, value: '' },
  },
  data: { meta: null as ClauseMeta | null, words: words.clause },
  observers: {
    citation(citation: Citation) {
      this.setData({ meta: clauseMeta(citation) });
    },
  },
  methods: {
    read() {
      this.triggerEvent(
        'read',
        { citation: this.data.citation },
        { bubbles: true, composed: true },
      );
    },
    copy() {
      this.triggerEvent(
        'copy',
        { citation: this.data.citation },
        { bubbles: true, composed: true },
      );
    },
  },
});
