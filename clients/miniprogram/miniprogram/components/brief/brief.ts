/** What it comes to in three lines: whether it goes, what is missing, what to do next. */

import { words } from '../../words';

Component({
  properties: { brief: { type: Object, value: {} } },
  data: { words: words.brief, marks: words.marks },
});
