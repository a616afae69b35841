/** Copies, and says how that went. */
import { words } from "../words";
import { announce } from "./announcer";
import { copy } from "./clipboard";

/** Copies a text unless it is empty. */
export async function copyAloud(text: string): Promise<void> {
  if (!text) return;
  const copied = await copy(text);
  announce(copied ? words.suggestion.copied : words.suggestion.notCopied, !copied);
}
