/** Messages that wait for their answer, in the order in which they were said. */
import type { Answer } from "./types";

export interface Waiting {
  id: string;
  text: string;
  /** It may have reached the server already. */
  sent: boolean;
  /** Not before this moment, in milliseconds: the server asked for patience. */
  notBefore: number;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export class Outbox {
  private readonly waiting: Waiting[] = [];

  /** The message that is to be sent or answered next. */
  get first(): Waiting | undefined {
    return this.waiting[0];
  }

  put(id: string, text: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ id, text, sent: false, notBefore: 0, resolve, reject });
    });
  }

  answered(answer: Answer): void {
    this.take(answer.id)?.resolve(answer);
  }

  refused(id: string, error: Error): void {
    this.take(id)?.reject(error);
  }

  /** Nothing of what waits will be answered. */
  empty(error: Error): void {
    for (const one of this.waiting.splice(0)) one.reject(error);
  }

  private take(id: string): Waiting | undefined {
    const at = this.waiting.findIndex((one) => one.id === id);
    return at < 0 ? undefined : this.waiting.splice(at, 1)[0];
  }
}
