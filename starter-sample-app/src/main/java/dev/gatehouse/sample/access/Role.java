package dev.gatehouse.sample.access;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role as it is kept. Immutable.
 *
 * @param id which one
 * @param name what people call it
 * @param description what it is for
 * @param system whether it belongs to the service, so that nobody changes it
 * @param all whether it has every permission, those of the future included
 * @param parentId the role whose permissions it has as well; null if none
 * @param own what it was given itself: names by id, those that only a newer version of the service asks for among them
 * @param rowVersion counts its changes
 */
record Role(
        UUID id,
        String name,
        String description,
        boolean system,
        boolean all,
        @Nullable UUID parentId,
        Map<Integer, String> own,
        long rowVersion) {}
