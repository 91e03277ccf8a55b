package dev.gatehouse.sample.access;

import dev.gatehouse.access.CurrentCaller;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The signed-in user owns what a request creates; for an API key that is its owner. */
@Component
class CallerOwner implements CurrentOwner {

    private final CurrentCaller caller;

    CallerOwner(CurrentCaller caller) {
        this.caller = caller;
    }

    @Override
    public UUID id() {
        return caller.require().userId();
    }
}
