import type { ProviderDirectory } from '#ports';

/** Asks for each provider once, for as long as one request lasts: many numbers have few providers. */
export function rememberingDirectory(providers: ProviderDirectory): ProviderDirectory {
  const asked = new Map<string, ReturnType<ProviderDirectory['get']>>();
  return {
    get(code) {
      const answer = asked.get(code) ?? providers.get(code);
      asked.set(code, answer);
      return answer;
    },
  };
}
