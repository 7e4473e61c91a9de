/** Milliseconds of a clock that never goes back, since some moment. `performance` would load a module of Node at each start. */
export const monotonicMilliseconds = (): number => Number(process.hrtime.bigint()) / 1e6;
