/** Taps that the turn offers; each sends its payload as a message. */

import { say, type Tap } from '../../services/taps';

Component({
  properties: {
    options: { type: Array, value: [] },
    /** One under the other instead of side by side. */
    stacked: { type: Boolean, value: false },
  },
  methods: {
    tap(event: Tap) {
      say(this, event);
    },
  },
});
