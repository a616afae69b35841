/** Real turns of the bot, for tests. */
import type { Turn } from "./model";

const found = import.meta.glob<Turn>("./fixtures/*.json", { eager: true, import: "default" });

const nameOf = (path: string) => path.replace(/^.*\/|\.json$/gu, "");

export const turns: [string, Turn][] = Object.entries(found).map(([path, turn]) => [
  nameOf(path),
  turn,
]);

/** A turn by the name of its file. */
export function turnNamed(name: string): Turn {
  const turn = turns.find(([other]) => other === name)?.[1];
  if (!turn) throw new Error(`no such turn: ${name}`);
  return turn;
}
