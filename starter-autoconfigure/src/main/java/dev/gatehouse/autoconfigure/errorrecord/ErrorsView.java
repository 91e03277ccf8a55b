package dev.gatehouse.autoconfigure.errorrecord;

import dev.gatehouse.errorrecord.ErrorGroup;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/** The error record as operators see it. */
record ErrorsView(long dropped, long failed, long evicted, List<Group> groups) implements OperationResponseBody {

    /** One group of errors. */
    record Group(
            String id,
            String error,
            String route,
            String category,
            String severity,
            long count,
            Instant firstSeen,
            Instant lastSeen,
            List<String> requestIds)
            implements OperationResponseBody {

        static Group of(ErrorGroup group) {
            return new Group(
                    group.id(),
                    group.fingerprint().error(),
                    group.fingerprint().route(),
                    group.fingerprint().category().text(),
                    group.fingerprint().severity().text(),
                    group.count(),
                    group.firstSeen(),
                    group.lastSeen(),
                    group.requestIds());
        }
    }
}
