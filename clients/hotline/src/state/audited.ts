/** What stood somewhere before and after a change, in the words that the parts of the desk use. */
import { words as shared } from "@shared/words";
import { words } from "../words";
import { useLibrary } from "./library";
import { EVERYWHERE } from "./policy";
import { momentOf } from "./times";

const { audit, people, queue, switches, outcomes, offices, everywhere } = words.policy;
const { nameOf, titleOf } = useLibrary();

const fields: Record<string, string> = { ...offices.fields, ...audit.fields };
const of = (titles: Record<string, string>) => (value: string) => titles[value] ?? value;

/** What is written down by its id or its second, and how people call it. */
const shown: Record<string, (value: string) => string> = {
  region: (code) => (code === EVERYWHERE ? everywhere : nameOf(code)),
  role: of(people.roles),
  state: of(queue.states),
  settled_as: of(queue.settledAs),
  document: titleOf,
  scope: of(switches.scopes),
  target: of(shared.topics),
  topic: of(shared.topics),
  until: (seconds) => momentOf(new Date(Number(seconds) * 1_000).toISOString()),
  outcome: of(outcomes.outcomes),
  verdict: of(outcomes.verdicts),
};

/** Each value with what it is; ids tell people nothing, and neither does what is empty. */
export const toldOf = (values: Record<string, unknown> | null) =>
  Object.entries(values ?? {})
    .filter(([name, value]) => name !== "id" && value !== "" && value !== null)
    .map(([name, value]) => {
      const text = shown[name]?.(String(value)) ?? String(value);
      return words.policy.audit.field(fields[name] ?? name, text);
    })
    .join("；");

/** Who did it: an account, or the program on the server. */
export const doerOf = (who: string) => audit.programs[who] ?? who;
