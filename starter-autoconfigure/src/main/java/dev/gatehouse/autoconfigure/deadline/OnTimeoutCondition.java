package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.autoconfigure.SetProperties;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if any request has a time-out. */
final class OnTimeoutCondition extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        // By default there is one.
        boolean set = !SetProperties.containsBelow(environment, RequestTimeoutProperties.PREFIX)
                || Binder.get(environment)
                        .bindOrCreate(RequestTimeoutProperties.PREFIX, RequestTimeoutProperties.class)
                        .isAnySet();
        return new ConditionOutcome(
                set,
                ConditionMessage.forCondition("Request time-out")
                        .because(set ? "a time-out is set" : "gatehouse.request-limits.timeout is off"));
    }
}
