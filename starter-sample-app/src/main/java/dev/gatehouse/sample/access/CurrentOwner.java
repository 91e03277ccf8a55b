package dev.gatehouse.sample.access;

import java.util.UUID;

/**
 * Whose things the running request may see and change. The one place where the signed-in user comes in: domains pass
 * the answer into every query, so that what belongs to somebody else cannot be told from what does not exist.
 */
@FunctionalInterface
public interface CurrentOwner {

    /**
     * Tells who owns what the running request creates.
     *
     * @return the id of the owner; the same for the whole request
     */
    UUID id();
}
