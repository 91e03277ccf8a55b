package dev.gatehouse.password;

/** Knows passwords from breaches. Implementations are thread-safe and never keep or log a password. */
@FunctionalInterface
public interface CompromisedPasswords {

    /**
     * Tells whether a password is known.
     *
     * @param password the password, in NFC
     * @return true if it is; false if it is not, or nobody can tell right now
     */
    boolean contains(String password);

    /**
     * Adds another source, asked about what this one does not know.
     *
     * @param other the other source
     * @return both as one
     */
    default CompromisedPasswords or(CompromisedPasswords other) {
        return password -> contains(password) || other.contains(password);
    }

    /**
     * Knows none.
     *
     * @return a source that is always silent
     */
    static CompromisedPasswords none() {
        return password -> false;
    }
}
