import { config } from 'zod';

/**
 * To be imported before any schema is made: for a function that starts often and then parses a few small objects a call,
 * to compile a parser for each shape takes longer than it ever saves (docs/decisions/057).
 */
config({ jitless: true });
