package dev.gatehouse.autoconfigure.errorrecord;

import dev.gatehouse.errorrecord.ErrorGroup;
import dev.gatehouse.errorrecord.ErrorRecorder;
import dev.gatehouse.errorrecord.ErrorStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What operators do with the error record: list the groups, look at one, forget one or all. What is forgotten is logged. */
@WebEndpoint(id = "errors")
final class ErrorsEndpoint {

    private static final Logger log = LoggerFactory.getLogger(ErrorsEndpoint.class);
    private static final int USUAL = 100;
    private static final int MOST = 10_000;

    private final ErrorRecorder recorder;
    private final ErrorStore store;

    ErrorsEndpoint(ErrorRecorder recorder, ErrorStore store) {
        this.recorder = recorder;
        this.store = store;
    }

    @ReadOperation
    ErrorsView list(@Nullable Integer limit) {
        int most = limit == null ? USUAL : limit;
        if (most < 1 || most > MOST) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The limit is 1 to 10000.");
        }
        return new ErrorsView(
                recorder.dropped(),
                recorder.failed(),
                store.evicted(),
                store.list(most).stream().map(ErrorsView.Group::of).toList());
    }

    @ReadOperation
    ErrorsView.Group look(@Selector String id) {
        ErrorGroup group = store.find(id);
        if (group == null) {
            throw unknown();
        }
        return ErrorsView.Group.of(group);
    }

    @DeleteOperation
    void clear() {
        store.clear();
        log.info("The error record was cleared.");
    }

    @DeleteOperation
    void remove(@Selector String id) {
        ErrorGroup group = store.find(id);
        if (group == null || !store.remove(id)) {
            throw unknown();
        }
        log.info("The group {} was removed from the error record: {}.", group.id(), group.fingerprint());
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND, "There is no such group of errors: use the id of one that the list shows.");
    }
}
