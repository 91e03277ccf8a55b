package dev.gatehouse.sample.privacy;

import java.util.UUID;

/** The personal data that one domain keeps. Each domain that keeps some has one bean; thread-safe. */
public interface PersonalData {

    /**
     * Names the part of the export.
     *
     * @return the member in the JSON, in lower snake case, e.g. {@code sessions}
     */
    String section();

    /**
     * Gives what is kept of a user, in a read-only transaction.
     *
     * @param userId whose data
     * @return what becomes JSON; without hashes and secrets, which are no data of the user. An {@link Excerpt} where it may be
     *     too much for one answer
     */
    Object export(UUID userId);

    /**
     * Erases what is kept of a user for good, in the transaction of the erasure. Erasing twice is erasing once.
     *
     * @param userId whose data; the account is deleted, and its time to come back is over
     */
    void erase(UUID userId);
}
