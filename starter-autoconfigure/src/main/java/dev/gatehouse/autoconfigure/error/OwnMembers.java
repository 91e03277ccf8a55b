package dev.gatehouse.autoconfigure.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** Reads the members of a {@code ProblemDetail} whose class has some of its own. */
@FunctionalInterface
interface OwnMembers {

    /** Where nothing can read them. */
    OwnMembers UNKNOWN = detail -> null;

    /** Returns all of its members by their names in JSON, or null if they cannot be told. */
    @Nullable
    Map<?, ?> of(ProblemDetail detail);
}
