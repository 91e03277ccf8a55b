package dev.gatehouse.net;

/** What a {@link HostSet} says of a host. */
public enum HostVerdict {
    /** One of the patterns covers it. */
    COVERED,
    /** It is a host, but none of these. */
    NOT_COVERED,
    /** It is no host at all. */
    MALFORMED
}
