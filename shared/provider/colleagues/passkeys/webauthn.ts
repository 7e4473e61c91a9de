import type { Passkey } from '#register/catalogue/passkey.ts';
import type { NewPasskey, SignedChallenge } from './device-answer.ts';

/** Loaded by who signs in with a passkey or adds one, and by no other page (docs/decisions/060). */
const library = () => import('@simplewebauthn/server');
const readers = () => import('@simplewebauthn/server/helpers');

/** For whom passkeys are: a browser offers them on this host alone, and signs where it was asked. */
function relyingParty(publicBaseUrl: string) {
  const { hostname, origin } = new URL(publicBaseUrl);
  return { id: hostname, origin };
}

/** COSE numbers of Ed25519, ES256 and RS256: what devices have, and every Node reads. */
const algorithms = [-8, -7, -257];

const bytesOf = (base64url: string) => new Uint8Array(Buffer.from(base64url, 'base64url'));

/** What a browser makes a new passkey by. */
export async function creationOptions(of: {
  publicBaseUrl: string;
  challenge: string;
  /** What the device keeps, and shows when it asks which passkey is meant. */
  user: { handle: string; name: string; displayName: string };
  /** A device that has one of these makes no other. */
  known: readonly Passkey[];
}) {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpName: 'Certkeeper',
    rpID: relyingParty(of.publicBaseUrl).id,
    challenge: bytesOf(of.challenge),
    userID: bytesOf(of.user.handle),
    userName: of.user.name,
    userDisplayName: of.user.displayName,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: of.known.map(({ credentialId }) => ({ id: credentialId })),
    // Found without an address, and with the fingerprint, face or PIN of who has the device.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** What a browser signs in by: whichever passkey of this host its owner picks. */
export async function requestOptions(of: { publicBaseUrl: string; challenge: string }) {
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({
    rpID: relyingParty(of.publicBaseUrl).id,
    challenge: bytesOf(of.challenge),
    userVerification: 'required',
  });
}

interface Expected {
  publicBaseUrl: string;
  challenge: string;
}

/** A new passkey that was made for us and for this challenge; undefined: it was not. */
export async function verifyNewPasskey(
  answer: NewPasskey,
  expected: Expected,
): Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter'> | undefined> {
  // The library throws for whatever is not as it should be.
  try {
    if (!(await isUnattested(answer))) return undefined;
    const { verifyRegistrationResponse } = await library();
    const { registrationInfo } = await verifyRegistrationResponse({
      response: answer,
      supportedAlgorithmIDs: algorithms,
      ...checks(expected),
    });
    if (!registrationInfo) return undefined;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
  } catch {
    return undefined;
  }
}

/** How often the passkey was used as its device says, if this challenge was signed with it for us; undefined: it was not. */
export async function verifySignedChallenge(
  answer: SignedChallenge,
  expected: Expected & { passkey: Passkey },
): Promise<number | undefined> {
  try {
    const { credentialId, publicKey } = expected.passkey;
    const { verifyAuthenticationResponse } = await library();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      // Whether it stepped back is asked where it is stored.
      credential: { id: credentialId, publicKey: bytesOf(publicKey), counter: 0 },
      ...checks(expected),
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}

const checks = ({ publicBaseUrl, challenge }: Expected) => ({
  expectedChallenge: challenge,
  expectedOrigin: relyingParty(publicBaseUrl).origin,
  expectedRPID: relyingParty(publicBaseUrl).id,
  requireUserVerification: true,
});

/**
 * We ask for no attestation, and a browser then passes none on but a device's own. Certificates are not read: with some of
 * them the library would ask addresses that stand in them for what was revoked.
 */
async function isUnattested({ response }: NewPasskey): Promise<boolean> {
  const { decodeAttestationObject } = await readers();
  const attested = decodeAttestationObject(bytesOf(response.attestationObject));
  const format = attested.get('fmt');
  return format === 'none' || (format === 'packed' && attested.get('attStmt').get('x5c') === undefined);
}
