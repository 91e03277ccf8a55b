package dev.gatehouse.autoconfigure.authentication;

import java.util.Locale;

/** Why somebody was not let in: a small closed set, so that it can be a tag of a metric. */
public enum AuthenticationFailureReason {
    /** A wrong password, or an account that does not exist: never told apart. */
    BAD_CREDENTIALS,
    /** Locked after failures. */
    LOCKED,
    /** Disabled, or not active yet. */
    DISABLED,
    ACCOUNT_EXPIRED,
    CREDENTIALS_EXPIRED,
    /** A wrong, used or late code of the second factor, or a challenge that ended. */
    MFA,
    /** A captcha that is missing or was not solved. */
    CAPTCHA,
    /** An access token that is not valid. */
    ACCESS_TOKEN,
    /** A refresh token that is unknown, expired or revoked. */
    REFRESH_TOKEN,
    /** A refresh token that came a second time: somebody else has it, too. */
    REFRESH_REUSE,
    /** An API key that is unknown, expired, revoked or from elsewhere. */
    API_KEY,
    /** Something behind the service failed. */
    SERVICE_ERROR,
    /** Anything else. */
    OTHER;

    /**
     * Gives the value of the tag.
     *
     * @return the name in lower snake case
     */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
