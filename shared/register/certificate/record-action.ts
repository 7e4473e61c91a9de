/** What can be done with a certificate, in the order in which it is offered. */
export const recordActions = ['renew', 'correct', 'extend', 'reinstate', 'suspend', 'revoke'] as const;
export type RecordAction = (typeof recordActions)[number];
