/**
 * What a bundle takes for `Headers`, `Request` and `Response` (infra/bundle.ts). Node's own load an HTTP client and web
 * streams, which was half of a cold start, and make a stream of every body; here requests and answers are whole.
 */
export { LightHeaders as Headers } from './headers.ts';
export { LightRequest as Request } from './request.ts';
export { LightResponse as Response } from './response.ts';
