import { readEmail } from '#register/names/holder-input.ts';

/** A number of Hong Kong, also in two halves; not a part of a longer one. */
const PHONE = /((?<!\d)(?:\+852[ -]?)?\d{4}[ -]?\d{4}(?!\d))/;
const BETWEEN = /([\s,;:()<>、，；：（）])/;

/** How to reach a provider, as it wrote it; an address to write to and a number to call can be pressed. */
export function Contact({ text }: { text: string }) {
  return (
    <>
      {text.split(PHONE).map((part, n) => {
        if (n % 2 === 0)
          return part
            .split(BETWEEN)
            .map((word) => (readEmail(word) ? <a href={`mailto:${encodeURI(word)}`}>{word}</a> : word));
        const digits = part.replace(/[ -]/g, '');
        return <a href={`tel:${digits.startsWith('+') ? digits : `+852${digits}`}`}>{part}</a>;
      })}
    </>
  );
}
