/** The talk API over HTTP. */

import type { Handover } from '../generated/handover';
import type { Citation, Region, Turn } from '../generated/turn';
import { Refused } from './errors';
import { exchange } from './http';
import type { Platform } from './platform';
import type { Session } from './session';

export interface Answer {
  readonly id: string;
  readonly cursor: string;
  readonly turn: Turn;
}

export type Rating = 'up' | 'down';
export type Reason = 'wrong' | 'unclear' | 'incomplete' | 'other_place' | 'other';

export interface CaseCode {
  readonly code: string;
  readonly expires_at: string;
  readonly link: string;
}

type Dates = Pick<
  Citation,
  'title' | 'doc_number' | 'issuer' | 'status' | 'effective_from' | 'expires_on'
>;

export interface DocumentEntry extends Dates {
  readonly folder: string;
}

export interface Clause {
  readonly id: string;
  readonly heading: string;
  readonly text: string;
}

export interface PolicyDocument extends DocumentEntry {
  readonly clauses: readonly Clause[];
}

export interface CoveredRegion extends Region {
  readonly documents: readonly DocumentEntry[];
}

export class Api {
  constructor(
    private readonly platform: Platform,
    private readonly session: Session,
    private readonly base: string,
  ) {}

  /** Sends a message; the same id gives the same answer, however often it is sent. */
  send(id: string, text: string, resent: boolean): Promise<Answer> {
    return this.post<Answer>('/messages', resent ? { id, text, resent } : { id, text });
  }

  async answersAfter(cursor: string | null): Promise<readonly Answer[]> {
    const after = cursor === null ? '' : `?after=${encodeURIComponent(cursor)}`;
    return (await this.get<{ answers: Answer[] }>(`/messages${after}`)).answers;
  }

  async rate(id: string, rating: Rating, reason?: Reason): Promise<void> {
    await this.post('/feedback', reason === undefined ? { id, rating } : { id, rating, reason });
  }

  makeCase(): Promise<CaseCode> {
    return this.post<CaseCode>('/cases', {});
  }

  takeCase(code: string, id: string): Promise<Answer> {
    return this.post<Answer>(`/cases/${encodeURIComponent(code)}`, { id });
  }

  async chooseRegion(code: string): Promise<Region> {
    return (await this.post<{ region: Region }>('/region', { code })).region;
  }

  handover(): Promise<Handover> {
    return this.get<Handover>('/handover');
  }

  callStaff(): Promise<Handover> {
    return this.post<Handover>('/handover', {});
  }

  writeToStaff(message: { sequence: number; text: string }): Promise<Handover> {
    return this.post<Handover>('/handover/messages', message);
  }

  leaveStaff(): Promise<Handover> {
    return this.post<Handover>('/handover/end', {});
  }

  /** Deletes the conversation on the server; the token is void afterwards. */
  async end(): Promise<void> {
    await this.post('/end', {});
  }

  async regions(): Promise<readonly CoveredRegion[]> {
    return (await this.get<{ regions: CoveredRegion[] }>('/regions')).regions;
  }

  document(folder: string): Promise<PolicyDocument> {
    return this.get<PolicyDocument>(`/documents/${encodeURIComponent(folder)}`);
  }

  private get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  private post<T>(path: string, body: object): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  /** A token that the server no longer takes is renewed once. */
  private async call<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
    const attempt = (token: string): Promise<unknown> =>
      exchange(this.platform, {
        method,
        url: this.base + path,
        token,
        ...(body === undefined ? {} : { body }),
      });
    const token = await this.session.token();
    try {
      return (await attempt(token)) as T;
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 401) throw error;
      this.session.drop(token);
      return (await attempt(await this.session.token())) as T;
    }
  }
}
