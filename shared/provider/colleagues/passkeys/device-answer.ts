import * as z from 'zod';

const base64url = z
  .string()
  .regex(/^[\w-]+$/)
  .max(16_384);
const nothingMore = { clientExtensionResults: z.unknown().transform(() => ({})) };
/** An id has 1023 bytes at most (WebAuthn 5.8.3). */
const named = {
  id: base64url.max(1364),
  rawId: base64url.max(1364),
  type: z.literal('public-key'),
  ...nothingMore,
};

/** What a browser gives of a new passkey, as JSON (WebAuthn 5.1: RegistrationResponseJSON); what nobody reads is left out. */
const newPasskey = z.object({
  ...named,
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url }),
});
/** What it gives of a passkey with which somebody signs in (AuthenticationResponseJSON). */
const signedChallenge = z.object({
  ...named,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url,
  }),
});

const clientData = z.object({ challenge: base64url });

/** With the challenge that it is the answer to, which is still to be looked for. */
type Read<Answer> = { answer: Answer; challenge: string } | undefined;

export const readNewPasskey = (text: string) => read(newPasskey, text);
export const readSignedChallenge = (text: string) => read(signedChallenge, text);
export type NewPasskey = z.output<typeof newPasskey>;
export type SignedChallenge = z.output<typeof signedChallenge>;

function read<Answer extends { response: { clientDataJSON: string } }>(
  schema: z.ZodType<Answer>,
  text: string,
): Read<Answer> {
  const answer = schema.safeParse(parsed(text)).data;
  if (!answer) return undefined;
  const signed = Buffer.from(answer.response.clientDataJSON, 'base64url').toString('utf8');
  const challenge = clientData.safeParse(parsed(signed)).data?.challenge;
  return challenge === undefined ? undefined : { answer, challenge };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
