import type { CredentialFinder } from '#register/ports/register.ts';

/** A number that is asked several times, however it is written, is looked up once. */
export function cachingFinder(credentials: CredentialFinder): CredentialFinder {
  const asked = new Map<string, ReturnType<CredentialFinder['findByKey']>>();
  return {
    findByKey(key) {
      const found = asked.get(key) ?? credentials.findByKey(key);
      asked.set(key, found);
      return found;
    },
  };
}
