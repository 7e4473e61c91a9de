import type { Language } from '#register/certificate/credential.ts';
import type { ProviderDirectory } from '#register/ports/register.ts';

export type ProviderNames = ReadonlyMap<string, Record<Language, string>>;

/** The names of the providers that the rows speak of, by code. */
export async function readProviders(
  rows: readonly { match?: { issuer: string } | undefined }[],
  directory: ProviderDirectory,
): Promise<ProviderNames> {
  const codes = [...new Set(rows.flatMap(({ match }) => match?.issuer ?? []))];
  const known = await Promise.all(codes.map((code) => directory.get(code)));
  return new Map(known.flatMap((provider) => (provider ? [[provider.code, provider.name] as const] : [])));
}
