/** Materials to bring, as a check list that this phone remembers for the case. */

import { check, checkList, type Item } from '../../services/materials';
import { services } from '../../services/services';
import { sentences, words } from '../../words';

type Change = WechatMiniprogram.CustomEvent<
  { checked: boolean },
  WechatMiniprogram.IAnyObject,
  { text: string }
>;

Component({
  properties: {
    caseKey: { type: String, value: '' },
    materials: { type: Array, value: [] },
  },
  data: { items: [] as readonly Item[], done: '', words: words.materials },
  observers: {
    'caseKey, materials'() {
      this.refresh();
    },
  },
  methods: {
    toggle(event: Change) {
      check(
        services().storage,
        this.data.caseKey,
        event.currentTarget.dataset.text,
        event.detail.checked,
      );
      this.refresh();
    },
    refresh() {
      const items = checkList(services().storage, this.data.caseKey, this.data.materials);
      const checked = items.filter((item) => item.checked).length;
      this.setData({ items, done: sentences.done(String(checked), String(items.length)) });
    },
  },
});
