import MailComposer from 'nodemailer/lib/mail-composer';

export interface MimeMail {
  /** One mailbox, with or without a display name: `Certkeeper <reminders@example.com>`. */
  from: string;
  /** One bare address. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** An iCalendar (RFC 5545), sent along as a file. */
  calendar?: string | undefined;
  /** Sent as they are, such as `List-Unsubscribe`. */
  headers?: Record<string, string>;
}

/** A value that would begin a new header line or a second recipient. Names the field; never holds the value. */
export class UnsafeMailHeader extends Error {
  override readonly name = 'UnsafeMailHeader';
  readonly field: string;
  constructor(field: string) {
    super(`the mail field ${field} has characters that a header cannot carry`);
    this.field = field;
  }
}

/**
 * A whole message (RFC 5322) with a plain and an HTML part, and the calendar as a file, ready for SES SendRawEmail.
 * Rejects with `UnsafeMailHeader` for CR, LF or another control character in a header, or for a `to` that is not one address.
 */
export async function renderMime(mail: MimeMail): Promise<Uint8Array> {
  refuseUnsafe(mail);
  const composer = new MailComposer({
    from: mail.from,
    // As an object it is not parsed: a comma inside cannot become a second recipient.
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: mail.headers ?? {},
    ...(mail.calendar !== undefined && { attachments: [calendarFile(mail.calendar)] }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** A file, not an invitation: there is nobody to answer to. */
function calendarFile(content: string) {
  return {
    filename: 'certificate.ics',
    content,
    contentType: 'text/calendar; charset=utf-8; method=PUBLISH; name=certificate.ics',
    contentDisposition: 'attachment' as const,
    // Its lines end with CR LF and are folded by the byte: nothing on the way may break them anew.
    contentTransferEncoding: 'base64' as const,
  };
}

function refuseUnsafe(mail: MimeMail): void {
  const fields = { from: mail.from, to: mail.to, subject: mail.subject, ...mail.headers };
  for (const [field, value] of Object.entries(fields)) {
    if (/[\p{Cc}\u2028\u2029]/u.test(value)) throw new UnsafeMailHeader(field);
  }
  // RFC 5322 field-name; the names come from code, but a space or colon in one would still be a broken message.
  const odd = Object.keys(mail.headers ?? {}).find((field) => !/^[A-Za-z0-9-]+$/.test(field));
  if (odd !== undefined) throw new UnsafeMailHeader('headers');
  if (!/^[^\s,;<>"()@]+@[^\s,;<>"()@]+$/.test(mail.to)) throw new UnsafeMailHeader('to');
}
