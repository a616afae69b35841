/** The case code in what WeChat hands over when it opens a page, or in what was scanned or typed. */

/** The server's alphabet: without what looks or sounds alike. */
const CODE = /^[346789A-HJKMNPQRT-Y]{8}$/;

export interface LaunchOptions {
  readonly code?: string;
  /** The whole address of a scanned ordinary link, percent-encoded. */
  readonly q?: string;
}

/** The code as the server writes it, null where the text holds none. */
export function codeIn(text: string): string | null {
  const parameter = /[?&]code=([^&#]*)/.exec(text)?.[1];
  const last = text
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .split('/')
    .at(-1);
  for (const candidate of [parameter, last]) {
    const code = candidate?.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
    if (code !== undefined && CODE.test(code)) return code;
  }
  return null;
}

export function codeOf({ code, q }: LaunchOptions): string | null {
  return codeIn(code ?? decoded(q ?? ''));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
