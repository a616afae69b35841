/** Where this terminal stands, from its address: `?region=371000&terminal=hall-2&paper=a4`. */

export interface Place {
  region: string | null;
  terminal: string | null;
  paper: "receipt" | "a4";
}

const REGION = /^\d{6}$/u;
const TERMINAL = /^[\w-]{1,32}$/u;

/** @param search The query of the page's address. What cannot be is left out. */
export function placeOf(search: string): Place {
  const asked = new URLSearchParams(search);
  const region = asked.get("region") ?? "";
  const terminal = asked.get("terminal") ?? "";
  return {
    region: REGION.test(region) ? region : null,
    terminal: TERMINAL.test(terminal) ? terminal : null,
    paper: asked.get("paper") === "a4" ? "a4" : "receipt",
  };
}
