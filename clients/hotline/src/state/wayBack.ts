/** The way back from the identity provider, which ends at an address of this page. */
import { PAGE } from "../api/http";
import type { WayBack } from "../api/types";

const END = `${PAGE}sso`;
const SENT: readonly string[] = ["state", "code", "error", "iss"] satisfies (keyof WayBack)[];

/** What the provider sent along, once: neither history nor a reload has it afterwards. */
export function takeWayBack(): WayBack | null {
  if (location.pathname !== END) return null;
  const sent = new URLSearchParams(location.search);
  history.replaceState(null, "", PAGE);
  return sent.has("state")
    ? Object.fromEntries([...sent].filter(([name]) => SENT.includes(name)))
    : null;
}
