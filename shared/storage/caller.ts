/** Who asks, as far as the network tells: an address, and of how many people's allowance it may have. */
export interface Caller {
  from: string;
  share: number;
}
