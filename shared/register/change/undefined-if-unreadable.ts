import * as z from 'zod';
import { UnreadableCredential } from '#register/certificate/credential.ts';

/**
 * What a read gives; undefined where what is stored is not what it should be, as if it were not there: an item that only a
 * person can repair keeps nobody from what can be read. Every other fault is thrown.
 */
export async function undefinedIfUnreadable<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

/** Whether a read failed as what is stored is not what it should be. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof UnreadableCredential || error instanceof z.ZodError;
