/** Who signed a request: the access key, which is the function's name here, and the region that it was signed for. */
export interface Signer {
  caller: string;
  region: string;
}

/** Of what comes in or goes out. */
export interface Signed {
  /** Path and query. */
  url?: string | undefined;
  headers: { authorization?: string | undefined };
}

/** As a header says it, or the query of a presigned URL; undefined: nobody signed. */
export function signerOf({ url = '/', headers }: Signed): Signer | undefined {
  const credential =
    /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1] ??
    new URL(url, 'http://localhost').searchParams.get('X-Amz-Credential');
  const [caller = '', , region = ''] = credential?.split('/') ?? [];
  return caller === '' ? undefined : { caller, region };
}
