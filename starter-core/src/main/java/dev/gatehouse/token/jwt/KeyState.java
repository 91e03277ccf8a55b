package dev.gatehouse.token.jwt;

/** Where a signing key is in its life. */
public enum KeyState {
    /** Published, not yet used: until every cache of the key set has seen it. */
    PENDING,
    /** Signs and verifies. */
    ACTIVE,
    /** Verifies what it signed, until the last of it has expired. */
    RETIRING
}
