import type { Language } from '#register/certificate/credential.ts';
import type { ExpiryRule } from '#register/certificate/expiry.ts';

export type ReminderPlanName = 'firstAid' | 'emtRegistration' | 'nremt' | 'lifeSupport';

/** `provider`: whoever registered the certificate awards it in its own name. */
type AwardingBody = 'HKSPMC' | 'NREMT' | 'AHA' | 'ITLS' | 'provider';

/** One kind of certificate: every rule that differs from type to type is here, none in code (domain.md §1). */
export interface CertificateType {
  code: string;
  name: Record<Language, string>;
  /** What else people call it, where they can mean no other type. */
  alsoCalled?: string[];
  awardingBody: AwardingBody;
  family: 'firstAid' | 'ems' | 'lifeSupport' | 'registration';
  /** The step on the provider's own EMT ladder, where the name of the type states one. Not the level of an endorsement. */
  level?: number;
  /** Of the course, never of a qualification: `TQUK Endorsed Level 3 course`; of certificates issued from that day on. */
  endorsement?: { text: string; from: string };
  expiry: ExpiryRule;
  reminderPlan: ReminderPlanName | 'none';
  /** One plain sentence for an employer who does not know the ladder: what the holder is trained to do, and what not. */
  training: Record<Language, string>;
  /** What the holder does to renew. */
  renewal: Record<Language, string>;
  /**
   * The schemes that can approve an organisation that issues such certificates; whether one did is in the provider's ledger
   * of approvals. Cap. 509A s.17(2)(b)(iii)
   */
  schemes: string[];
  /** The schemes that can approve such a course, which is another thing, and says nothing for those above. Cap. 59D, 59I, 59K */
  courseSchemes?: string[];
}
