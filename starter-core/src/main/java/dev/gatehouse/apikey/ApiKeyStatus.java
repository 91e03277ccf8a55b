package dev.gatehouse.apikey;

/** How the check of a key ended, for metrics and the audit log; clients learn only whether it was accepted. */
public enum ApiKeyStatus {
    ACCEPTED,
    /** No key reads like that. */
    MALFORMED,
    /** No such key. */
    UNKNOWN,
    /** The id is one of ours, the secret is not. */
    WRONG_SECRET,
    EXPIRED,
    REVOKED,
    /** Right, but from a network it is not for. */
    FOREIGN_NETWORK
}
