import { setTimeout as delay } from 'node:timers/promises';

/** The pause after the n-th try of a call: twice as long each time, and uneven, so that those who met do not meet again. */
export const backOff = (n: number) => delay(Math.random() * 50 * 2 ** n);
