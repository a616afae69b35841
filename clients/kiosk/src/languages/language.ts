/** What a language other than Chinese needs: one file each, entered in `index.ts`. */
import type { Handover } from "@shared/contract/handover";
import type { Words as SharedWords } from "@shared/words";
import type { Words } from "../words";

export interface Language {
  /** As HTML names it, for instance `en`. */
  readonly tag: string;
  /** What it calls itself. */
  readonly name: string;
  readonly shared: SharedWords;
  readonly kiosk: Words;
  /** Names of regions, subjects and pathways by their code or id; what is missing stays Chinese. */
  readonly names: Readonly<Record<string, string>>;
  /** What facts are asked for by, and what they are called, by the fact's name. */
  readonly facts: Readonly<Record<string, readonly [ask: string, label: string]>>;
  /** Titles of what can be tapped, by the Chinese title. */
  readonly options: Readonly<Record<string, string>>;
  /** How waiting for a person stands. */
  readonly stages: Readonly<Partial<Record<Handover["stage"], { title: string; text: string }>>>;
}
