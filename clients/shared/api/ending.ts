/** Has a conversation deleted on the server, however long that is away. */
import { waitBefore } from "./backoff";
import { Http, RefusedError } from "./http";

/** About as long as a token lives: then nobody can go on with the conversation. */
const MOST_ATTEMPTS = 120;

/**
 * @param http Holds the token of the conversation; nobody else uses it any more.
 * @param random From 0 to 1, for the pauses between attempts.
 */
export async function endOnServer(http: Http, random: () => number): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    try {
      await http.request("POST", "end", {});
      return;
    } catch (error) {
      if (error instanceof RefusedError && !error.passes) return;
      await new Promise((resume) => setTimeout(resume, waitBefore(attempt, random())));
    }
  }
}
