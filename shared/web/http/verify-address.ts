/** The path of a number's verify page. */
export function numberPath(number: string): string {
  return `/verify/${encodeURIComponent(number)}`;
}

/** The address that is printed and encoded in a QR code: no language, so that each reader gets their own. */
export function canonicalPath(number: string, issuer: string | undefined, on?: string): string {
  const query = new URLSearchParams({ ...(issuer && { issuer }), ...(on && { on }) }).toString();
  return numberPath(number) + (query && `?${query}`);
}
