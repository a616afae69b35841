/** JSON over HTTP with a bearer token. */

/** The server refused a request and says why, in words for people. */
export class RefusedError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  /** The same request may succeed later. */
  get passes(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** The server was not reached, or something else than it answered. */
export class AwayError extends Error {}

const TIMEOUT_MS = 20_000;
const RENEWED = "X-Renewed-Token";

export class Http {
  token: string | null = null;

  /**
   * @param base Address of the API without a slash at its end.
   * @param fetch The browser's, or a stand-in.
   */
  constructor(
    private readonly base: string,
    private readonly fetch: typeof globalThis.fetch,
  ) {}

  /**
   * @throws RefusedError or AwayError.
   */
  async request<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
    const sent = this.token;
    const response = await this.send(method, path, body);
    const read = await response.json().catch(() => null);
    // A conversation that has ended meanwhile must not get its token back.
    const renewed = response.headers.get(RENEWED);
    if (renewed && sent && sent === this.token) this.token = renewed;
    if (response.ok && read !== null) return read as T;
    throw refusal(response, read);
  }

  private async send(method: string, path: string, body: unknown): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    const init: RequestInit = { method, headers, cache: "no-store" };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
      init.body = JSON.stringify(body);
    }
    try {
      return await this.fetch(`${this.base}/${path}`, {
        ...init,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      throw new AwayError("not reached");
    }
  }
}

function refusal(response: Response, body: unknown): Error {
  const error = (body as { error?: { code?: unknown; message?: unknown; retry_after?: unknown } })
    ?.error;
  if (typeof error?.code !== "string" || typeof error.message !== "string") {
    return new AwayError(`status ${response.status}`);
  }
  const wait = typeof error.retry_after === "number" ? error.retry_after : null;
  return new RefusedError(response.status, error.code, error.message, wait);
}
