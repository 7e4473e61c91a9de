/** IPv6 addresses in groups of 16 bits: a subscriber has at least the last four to draw from, and often five. */
const NETWORK_GROUPS = 4;
const WIDER_GROUPS = 3;

/** Whoever has one IPv6 address has the 2^64 of its network: they count as one. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head.split(':');
  const after = tail === undefined ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0');
  return [...groups, ...zeros, ...after]
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.replace(/^0+(?=.)/, '') || '0')
    .join(':');
}

/**
 * The /48 that a network of `networkOf` lies in: one subscriber may have all 65,536 networks of it, and a mobile company one
 * for each telephone. Undefined where there is none: of IPv4, and of who is no network.
 */
export function widerNetworkOf(network: string): string | undefined {
  const groups = network.split(':');
  if (groups.length !== NETWORK_GROUPS || !groups.every((group) => /^[0-9a-f]{1,4}$/.test(group)))
    return undefined;
  return `${groups.slice(0, WIDER_GROUPS).join(':')}::/48`;
}
