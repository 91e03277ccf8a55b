package dev.gatehouse.error;

/** How a {@link Problem} is written. */
public enum ProblemFormat {
    /** RFC 9457 problem details with extension members. */
    PROBLEM("application/problem+json"),
    /** A flat object that starts with {@code "error":true}, for clients that know nothing of RFC 9457. */
    ENVELOPE("application/json");

    private final String contentType;

    ProblemFormat(String contentType) {
        this.contentType = contentType;
    }

    /**
     * Returns the media type of a body in this format.
     *
     * @return the value for {@code Content-Type}
     */
    public String contentType() {
        return contentType;
    }
}
