package dev.gatehouse.captcha;

/** What a captcha token is worth. Clients learn only whether it {@link #admits()}. */
public enum CaptchaVerdict {
    PASSED(true),
    /** The client sent none. */
    MISSING(false),
    /** The provider says no: unknown, expired, used before. */
    REFUSED(false),
    /** Made for another site. */
    WRONG_HOST(false),
    /** Made for another action. */
    WRONG_ACTION(false),
    /** Too much like a program. */
    LOW_SCORE(false),
    /** The provider gave no usable answer, and the settings admit then. */
    UNAVAILABLE_ADMITTED(true),
    /** The provider gave no usable answer, and the settings refuse then. */
    UNAVAILABLE_REFUSED(false);

    private final boolean admits;

    CaptchaVerdict(boolean admits) {
        this.admits = admits;
    }

    /**
     * Tells whether the request may go on.
     *
     * @return true if it may
     */
    public boolean admits() {
        return admits;
    }
}
