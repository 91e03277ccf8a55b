package dev.gatehouse.password;

/** What a password is worth against a stored hash. Clients learn only whether {@link #matches()}. */
public enum PasswordVerdict {
    /** Right. */
    MATCH,
    /** Right, and the hash is not of the present cost: hash the password anew and keep that. */
    MATCH_NEEDS_REHASH,
    /** Wrong, or there is no account. */
    MISMATCH,
    /** The stored hash cannot be read, or asks for more than it may: worth a look at where it came from. No guess of the client. */
    UNUSABLE_HASH;

    /**
     * Tells whether the password is right.
     *
     * @return true for the first two
     */
    public boolean matches() {
        return this == MATCH || this == MATCH_NEEDS_REHASH;
    }
}
