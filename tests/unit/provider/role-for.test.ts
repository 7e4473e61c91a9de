import { expect, it } from 'vitest';
import { roleFor } from '#provider/colleagues/role-for.ts';

it.each([
  ['GET', '/console', 'viewer'],
  ['HEAD', '/console/credentials/A-1', 'viewer'],
  ['POST', '/console/certificates', 'viewer'],
  ['POST', '/console/certificates/list.csv', 'viewer'],
  ['POST', '/console/sign-out', 'viewer'],
  ['POST', '/console/passkeys', 'viewer'],
  ['GET', '/console/certificates/new', 'desk'],
  ['POST', '/console/certificates/new', 'desk'],
  ['POST', '/console/certificates/anything', 'desk'],
  ['GET', '/console/credentials/A/1/revoke', 'desk'],
  ['POST', '/console/credentials/A/1/revoke', 'desk'],
  ['POST', '/console/imports/1/confirm', 'desk'],
  ['POST', '/console/imports/1/undo', 'manager'],
  ['POST', '/console/extension-orders/preview', 'manager'],
  ['GET', '/console/settings', 'manager'],
  ['GET', '/console/keys/1', 'manager'],
  // What nobody thought of is a manager's to send.
  ['POST', '/console', 'manager'],
  ['POST', '/console/', 'manager'],
  ['PUT', '/console/find', 'manager'],
  ['POST', '/console/new-place', 'manager'],
  ['DELETE', '/console/expiring', 'manager'],
])('%s %s needs a %s', (method, path, role) => {
  expect(roleFor(method, path)).toBe(role);
});
