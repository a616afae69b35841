/** Requests to the hotline API: JSON in, JSON out, every failure as one kind of error. */
import { words } from "../words";

export const PAGE = "/hotline/";
export const BASE = `${PAGE}api`;

/** A request that was not met; `message` is for people and says what to do. */
export class ApiError extends Error {
  constructor(
    /** HTTP status; 0 where no server answered. */
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** Whether the same request may do later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

type Listener = () => void;
const signedOut = new Set<Listener>();

/** Calls `listener` whenever the server says that nobody is signed in; returns how to stop that. */
export function onSignedOut(listener: Listener): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

/**
 * One request.
 *
 * @throws ApiError where it is refused or nobody answers.
 */
export async function request<T>(
  method: "GET" | "POST" | "PUT",
  path: string,
  body?: unknown,
  patience = 30_000,
): Promise<T> {
  const payload =
    method === "GET"
      ? {}
      : { body: JSON.stringify(body ?? {}), headers: { "Content-Type": "application/json" } };
  return await asked<T>(method, path, payload, patience);
}

/**
 * One file, as it is.
 *
 * @throws ApiError where it is refused or nobody answers.
 */
export async function sendFile<T>(path: string, file: Blob): Promise<T> {
  const payload = { body: file, headers: { "Content-Type": "application/octet-stream" } };
  return await asked<T>("POST", path, payload, 600_000);
}

async function asked<T>(
  method: string,
  path: string,
  payload: RequestInit,
  patience: number,
): Promise<T> {
  const reply = await sent(method, path, payload, patience);
  const read = (await reply.json().catch(() => null)) as T | Refusal | null;
  if (reply.ok && read !== null) return read as T;
  const refusal = (read as Refusal | null)?.error;
  if (reply.status === 401 && refusal?.code === "signed_out") signedOut.forEach((tell) => tell());
  throw new ApiError(
    reply.status,
    refusal?.code ?? "unknown",
    refusal?.message ?? words.failure.server,
  );
}

interface Refusal {
  error?: { code: string; message: string };
}

async function sent(
  method: string,
  path: string,
  payload: RequestInit,
  patience: number,
): Promise<Response> {
  try {
    return await fetch(`${BASE}/${path}`, {
      method,
      credentials: "same-origin",
      signal: AbortSignal.timeout(patience),
      ...payload,
    });
  } catch {
    throw new ApiError(0, "away", words.failure.away);
  }
}

/** What a person is told of any failure. */
export function told(error: unknown): string {
  return error instanceof ApiError ? error.message : words.failure.server;
}
