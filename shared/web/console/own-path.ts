/** A page of the console to go on to; never another site's, nor what no header can hold, nor the way out. */
export function ownPath(back: string | undefined): string {
  const isOwn = back !== undefined && /^\/console(?:[/?][\x21-\x5b\x5d-\x7e]*)?$/.test(back);
  return isOwn && !/^\/console\/+sign-out(?:[/?#]|$)/.test(back) ? back : '/console';
}
