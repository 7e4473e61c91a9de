import { instant } from '#domain/civil-date';
import type { Clock } from '#ports';

/** The one clock; only handlers bring it in. */
export const clock: Clock = () => instant.parse(new Date().toISOString());
