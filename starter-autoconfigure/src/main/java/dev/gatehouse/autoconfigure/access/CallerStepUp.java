package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.StepUp;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the policy what it would say of an annotated handler. */
final class CallerStepUp implements StepUp {

    private final AccessPolicy policy;
    private final EndpointRule rule;
    private final Supplier<@Nullable CurrentCaller> caller;

    CallerStepUp(AccessPolicy policy, Duration maxAge, Supplier<@Nullable CurrentCaller> caller) {
        this.policy = policy;
        this.rule = EndpointRule.guarded(Set.of(), true, maxAge);
        this.caller = caller;
    }

    @Override
    public void require() {
        CurrentCaller current = caller.get();
        Problem problem =
                policy.refusal(rule, current == null ? null : current.get().orElse(null));
        if (problem != null) {
            throw new ProblemException(problem);
        }
    }
}
