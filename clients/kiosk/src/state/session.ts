import { type Http, RefusedError } from "@shared/api/http";
import type { Session } from "@shared/api/types";
import type { Place } from "./place";

/** Begin a conversation where the terminal stands; where that place is not covered, anywhere. */
export async function openSession(http: Http, place: Place): Promise<Session> {
  const terminal = {
    ...(place.terminal && { terminal: place.terminal }),
    ...(place.terminal && place.key && { key: place.key }),
  };
  if (place.region) {
    try {
      return await http.request("POST", "session", { ...terminal, region: place.region });
    } catch (error) {
      if (!(error instanceof RefusedError && error.code === "no_region")) throw error;
    }
  }
  return http.request("POST", "session", terminal);
}
