/** What a phone keeps and how its time passes; its network is another matter. */
export class Memory {
  constructor(readonly kept = new Map<string, string>()) {}

  read(key: string): unknown {
    const value = this.kept.get(key);
    return value === undefined ? '' : JSON.parse(value);
  }

  write(key: string, value: unknown): void {
    this.kept.set(key, JSON.stringify(value));
  }

  remove(key: string): void {
    this.kept.delete(key);
  }

  now(): number {
    return Date.now();
  }

  random(): number {
    return Math.random();
  }

  later(milliseconds: number, work: () => void): () => void {
    const timer = setTimeout(work, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  }
}
