/** What must be undone, in the reverse order of its making. */
export class Lifetime {
  readonly #closers: (() => Promise<void> | void)[] = [];
  #ending: Promise<void> | undefined;

  /** Something made after the end began is closed at once. */
  onEnd(close: () => Promise<void> | void): void {
    if (this.over) void Promise.resolve(close()).catch(() => {});
    else this.#closers.push(close);
  }

  get over(): boolean {
    return this.#ending !== undefined;
  }

  end(): Promise<void> {
    this.#ending ??= this.#close();
    return this.#ending;
  }

  async #close(): Promise<void> {
    for (const close of this.#closers.reverse()) {
      try {
        await close();
      } catch {
        // The rest must be stopped all the same.
      }
    }
  }
}
