/** What several pages do with WeChat: tell, copy, open the reader. */

import type { Citation } from '../generated/turn';
import { words } from '../words';
import { shown } from './errors';
import { citedText } from './presentation';
import { services } from './services';

const HOTLINE = '12345';

export function title(page: keyof typeof words.titles): void {
  void wx.setNavigationBarTitle({ title: words.titles[page] });
}

export function tell(message: string): void {
  void wx.showToast({ title: message, icon: 'none', duration: 3000 });
}

/** Ring the government's line; WeChat asks before it does. */
export function callHotline(): void {
  // Whoever says no to WeChat's question has changed their mind: nothing to tell.
  wx.makePhoneCall({ phoneNumber: HOTLINE, fail: () => undefined });
}

/** A failure stays until it was read: it says what to do next. */
export function tellError(error: unknown): void {
  void wx.showModal({ content: shown(error), showCancel: false, confirmText: words.ok });
}

export function copy(text: string): void {
  wx.setClipboardData({
    data: text,
    success: () => {
      tell(words.clause.copyDone);
    },
    fail: () => {
      tell(words.clause.copyFailed);
    },
  });
}

export function copyCitation(citation: Citation): void {
  copy(citedText(citation));
}

export function readCitation(citation: Citation): void {
  services().cited = citation;
  open(`/pages/document/document?folder=${encodeURIComponent(citation.document)}`);
}

export function open(url: string): void {
  void wx.navigateTo({ url });
}
