package dev.gatehouse.sample.mail;

/** What mails there are. */
public enum MailTemplate {
    /** Asks the new user to prove the address; {@code name}, {@code username}, {@code link}, {@code valid_for}. */
    VERIFY_EMAIL,
    /** Somebody registered with an address that has an account already; {@code name}, {@code reset_link}. */
    ALREADY_REGISTERED,
    /** Somebody registered with a user name that another account has; sent to the address they gave; {@code name}. */
    USERNAME_TAKEN,
    /** A link that lets the owner choose a new password; {@code name}, {@code link}, {@code valid_for}. */
    RESET_PASSWORD,
    /**
     * Lets the owner of a new account choose its password: an administrator made it, or two different registrations did;
     * {@code name}, {@code username}, {@code link}, {@code valid_for}.
     */
    INVITATION,
    /** Asks to prove a new address, sent to it; {@code name}, {@code username}, {@code link}, {@code valid_for}. */
    CONFIRM_NEW_EMAIL,
    /** Tells the old address of the change; {@code name}. */
    EMAIL_CHANGE_STARTED,
    /** Tells that the address has changed, sent to the old one; {@code name}. */
    EMAIL_CHANGED,
    /** Tells that the password has changed; {@code name}, {@code when}. */
    PASSWORD_CHANGED,
    /** Tells that a second factor was added; {@code name}, {@code when}. */
    MFA_ENABLED,
    /** Tells that the second factor is gone; {@code name}, {@code when}. */
    MFA_DISABLED,
    /** Tells that the recovery codes are new; {@code name}, {@code when}. */
    RECOVERY_CODES_RENEWED,
    /** Tells of a log-in from a device that was not known; {@code name}, {@code when}, {@code where}, {@code agent}. */
    NEW_DEVICE,
    /** Tells that the account is locked after failed log-ins; {@code name}, {@code until}. */
    ACCOUNT_LOCKED,
    /** Tells that a refresh token came twice and the session was ended; {@code name}, {@code when}. */
    SESSION_STOLEN,
    /** Tells that an API key was made; {@code name}, {@code when}, {@code key}, {@code key_id}. */
    API_KEY_CREATED,
    /** Tells that an API key ends soon; {@code name}, {@code key}, {@code until}. */
    API_KEY_EXPIRES,
    /** Tells that the account will be erased; {@code name}, {@code until}. */
    ACCOUNT_DELETED
}
