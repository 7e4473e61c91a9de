export interface Spent {
  /** By the clock. */
  seconds: number;
  /** Of the processor, in this process, in seconds. */
  cpu: number;
}

export async function spent(work: () => Promise<void>): Promise<Spent> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 };
}

export const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
