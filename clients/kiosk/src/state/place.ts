/** Where this terminal stands, from its address: `?region=371000&terminal=hall-2&key=…&paper=a4`. */

export interface Place {
  region: string | null;
  terminal: string | null;
  /** Proves to the server that this is the terminal of that name. */
  key: string | null;
  paper: "receipt" | "a4";
}

const REGION = /^\d{6}$/u;
const TERMINAL = /^[\w-]{1,32}$/u;
const KEY = /^[0-9a-f]{32}$/u;

/** @param search The query of the page's address. What cannot be is left out. */
export function placeOf(search: string): Place {
  const asked = new URLSearchParams(search);
  const region = asked.get("region") ?? "";
  const terminal = asked.get("terminal") ?? "";
  const key = asked.get("key") ?? "";
  return {
    region: REGION.test(region) ? region : null,
    terminal: TERMINAL.test(terminal) ? terminal : null,
    key: KEY.test(key) ? key : null,
    paper: asked.get("paper") === "a4" ? "a4" : "receipt",
  };
}
