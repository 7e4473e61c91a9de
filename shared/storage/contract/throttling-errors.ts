/** What DynamoDB, or the table over it, calls its errors when it is there and cannot keep up just now: trying again is the right thing to do. */
export const THROTTLING_ERRORS: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'Contention',
]);
