import type { Child } from 'hono/jsx';
import type { CredentialStatus } from '#register/certificate/credential.ts';
import type { Check } from '#register/certificate/verification.ts';

/** Line drawings of 48 units in the colour of the text. Each state has its own shape, so that colour never says it alone. */
function Icon({ children }: { children: Child }) {
  return (
    <svg
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      stroke-width="3.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const drawings: Record<CredentialStatus | 'notFound', Child> = {
  // A tick in a disc.
  valid: (
    <>
      <circle cx="24" cy="24" r="20" />
      <path d="m14.5 25 6.5 6.5L34 17.5" />
    </>
  ),
  // An hourglass, most of the sand below.
  expiringSoon: (
    <>
      <path d="M12 5h24M12 43h24M15 5v8c0 5 9 7.5 9 11s-9 6-9 11v8M33 5v8c0 5-9 7.5-9 11s9 6 9 11v8" />
      <path d="M20 38h8" />
    </>
  ),
  // A clock that an arrow turns back past.
  expired: (
    <>
      <path d="M8 15a19 19 0 1 1-2.5 13" />
      <path d="M6 5v11h11" />
      <path d="M24 14v11l7 5" />
    </>
  ),
  // A cross in an octagon.
  revoked: (
    <>
      <path d="M16 4h16l12 12v16L32 44H16L4 32V16z" />
      <path d="m17 17 14 14M31 17 17 31" />
    </>
  ),
  // Two bars in a rounded square.
  suspended: (
    <>
      <rect x="5" y="5" width="38" height="38" rx="9" />
      <path d="M18.5 16v16M29.5 16v16" />
    </>
  ),
  // From the old sheet to the newer one.
  superseded: (
    <>
      <path d="M26 43H9a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3h17a3 3 0 0 1 3 3v5" />
      <path d="M17 27h26M34 18l9 9-9 9" />
    </>
  ),
  // A calendar with the day still ahead.
  notYetValid: (
    <>
      <rect x="5" y="9" width="38" height="34" rx="4" />
      <path d="M5 19h38M15 4v9M33 4v9" />
      <path d="M15 31h15M25 25.5l5.5 5.5-5.5 5.5" />
    </>
  ),
  // A question mark in a dashed ring: nothing is there.
  notFound: (
    <>
      <circle cx="24" cy="24" r="20" stroke-dasharray="7 5.57" />
      <path d="M18 19a6 6 0 1 1 8.5 5.5c-1.7.9-2.5 2-2.5 4" />
      <path d="M24 34.5v.01" />
    </>
  ),
};

export function StatusIcon({ status }: { status: CredentialStatus | 'notFound' }) {
  return <Icon>{drawings[status]}</Icon>;
}

const marks: Record<Check['outcome'], Child> = {
  pass: <path d="m9 26 10 10L39 13" />,
  fail: <path d="m12 12 24 24M36 12 12 36" />,
  unknown: (
    <>
      <path d="M15 17a9 9 0 1 1 13 8c-2.6 1.3-4 3-4 6" />
      <path d="M24 40v.01" />
    </>
  ),
};

export function OutcomeIcon({ outcome }: { outcome: Check['outcome'] }) {
  return <Icon>{marks[outcome]}</Icon>;
}

/** A sheet and the pen that writes on it afterwards. */
export function WrittenLaterIcon() {
  return (
    <Icon>
      <path d="M36 17V8a4 4 0 0 0-4-4H10a4 4 0 0 0-4 4v32a4 4 0 0 0 4 4h10" />
      <path d="M14 14h14M14 23h8" />
      <path d="m27 44 1.5-8L39 25.5a4 4 0 0 1 6 6L35 42z" />
    </Icon>
  );
}

/** The site's mark: a sheet with a tick. */
export function Mark() {
  return (
    <Icon>
      <path d="M36 22V8a4 4 0 0 0-4-4H11a4 4 0 0 0-4 4v32a4 4 0 0 0 4 4h8" />
      <path d="M15 14h13M15 22h9" />
      <path d="m24 35 7 7 12-14" />
    </Icon>
  );
}
