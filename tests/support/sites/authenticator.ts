import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** How a device's answer differs from an honest one. */
interface Told {
  origin?: string;
  rpId?: string;
  type?: string;
  challenge?: string;
  /** 0 of a device that does not count. */
  counter?: number;
  /** Whether it asked for a fingerprint, a face or a PIN. */
  verified?: boolean;
  userHandle?: string;
  /** What it says of where the key was made. */
  attestation?: Buffer;
}

const UP = 0x01;
const UV = 0x04;
const WITH_KEY = 0x40;
const base64url = (bytes: Buffer) => bytes.toString('base64url');
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();
const hex = (text: string) => Buffer.from(text, 'hex');
const of32Bits = (n: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(n);
  return bytes;
};
/** CBOR of bytes, by a length of two bytes. */
const bytesOf = (bytes: Buffer) => Buffer.concat([hex('59'), of32Bits(bytes.length).subarray(2), bytes]);
/** CBOR: `{fmt: "none", attStmt: {}, authData: `. */
const NO_ATTESTATION = Buffer.concat([
  Buffer.concat([hex('a363'), Buffer.from('fmt'), hex('64'), Buffer.from('none')]),
  Buffer.concat([hex('67'), Buffer.from('attStmt'), hex('a0')]),
]);

/** A device that keeps one passkey (ES256), and what a browser makes of its answers: WebAuthn by hand, as JSON. */
export function createAuthenticator(own: { origin: string; rpId: string }) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  let userHandle = '';

  const clientData = (type: string, challenge: string, told: Told) =>
    Buffer.from(
      JSON.stringify({
        type: told.type ?? type,
        challenge: told.challenge ?? challenge,
        origin: told.origin ?? own.origin,
        crossOrigin: false,
      }),
    );
  const authenticatorData = (told: Told, flags: number, more = Buffer.alloc(0)) =>
    Buffer.concat([
      sha256(told.rpId ?? own.rpId),
      Buffer.of(flags | UP | (told.verified === false ? 0 : UV)),
      of32Bits(told.counter ?? 0),
      more,
    ]);
  /** COSE: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}. */
  function cosePublicKey(): Buffer {
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const coordinate = (text: string) => Buffer.concat([hex('5820'), Buffer.from(text, 'base64url')]);
    return Buffer.concat([hex('a5010203262001'), hex('21'), coordinate(x), hex('22'), coordinate(y)]);
  }
  const named = { id: base64url(credentialId), rawId: base64url(credentialId), type: 'public-key' };

  return {
    create(options: { challenge: string; user: { id: string } }, told: Told = {}): string {
      userHandle = options.user.id;
      const length = of32Bits(credentialId.length).subarray(2);
      const made = Buffer.concat([Buffer.alloc(16), length, credentialId, cosePublicKey()]);
      const attestationObject = Buffer.concat([
        told.attestation ?? NO_ATTESTATION,
        Buffer.concat([hex('68'), Buffer.from('authData')]),
        bytesOf(authenticatorData(told, WITH_KEY, made)),
      ]);
      const response = {
        clientDataJSON: base64url(clientData('webauthn.create', options.challenge, told)),
        attestationObject: base64url(attestationObject),
        transports: ['internal'],
      };
      return JSON.stringify({ ...named, response, clientExtensionResults: { credProps: { rk: true } } });
    },

    get(options: { challenge: string }, told: Told = {}): string {
      const [client, data] = [
        clientData('webauthn.get', options.challenge, told),
        authenticatorData(told, 0),
      ];
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      const response = {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
        userHandle: told.userHandle ?? userHandle,
      };
      return JSON.stringify({ ...named, response, clientExtensionResults: {} });
    },
  };
}
