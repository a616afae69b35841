/**
 * WeChat's privacy authorisation: an API that touches personal data (here only the clipboard)
 * waits until the person has agreed to the privacy guide by a button of that purpose.
 */

type Resolve = (answer: {
  event: 'agree' | 'disagree' | 'exposureAuthorization';
  buttonId?: string;
}) => void;

type Listener = (asked: boolean) => void;

/** WeChat checks that the button of this id was tapped. */
export const AGREE_BUTTON = 'agree-button';

export class Consent {
  private waiting: Resolve[] = [];
  private readonly listeners = new Set<Listener>();

  /** WeChat asks; several APIs may wait at once. */
  asked(resolve: Resolve): void {
    this.waiting.push(resolve);
    resolve({ event: 'exposureAuthorization' });
    this.notify();
  }

  answer(agreed: boolean): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) {
      resolve(agreed ? { event: 'agree', buttonId: AGREE_BUTTON } : { event: 'disagree' });
    }
    this.notify();
  }

  follow(listener: Listener): () => void {
    this.listeners.add(listener);
    listener(this.waiting.length > 0);
    return () => this.listeners.delete(listener);
  }

  private notify(): void {
    this.listeners.forEach((listener) => {
      listener(this.waiting.length > 0);
    });
  }
}

/** Older versions of WeChat have no such flow; there they ask by themselves or not at all. */
export function watchConsent(consent: Consent): void {
  if (!wx.canIUse('onNeedPrivacyAuthorization')) return;
  wx.onNeedPrivacyAuthorization((resolve) => {
    // The typings give the listener's argument another type than the documents do.
    consent.asked(resolve as unknown as Resolve);
  });
}
