package dev.gatehouse.hosts;

import dev.gatehouse.net.HostVerdict;

/** What becomes of a request because of its hosts. */
enum HostDecision {
    ACCEPTED,
    /** There is no Host, and no name in its place as in HTTP/2. */
    MISSING,
    /** A host is none, or there are two. */
    MALFORMED,
    NOT_ALLOWED,
    /** Something between the container and this filter took the host from somebody who is not trusted. */
    UNTRUSTED_FORWARDING;

    static HostDecision of(HostVerdict verdict) {
        return switch (verdict) {
            case COVERED -> ACCEPTED;
            case NOT_COVERED -> NOT_ALLOWED;
            case MALFORMED -> MALFORMED;
        };
    }
}
