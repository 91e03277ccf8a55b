package dev.gatehouse.autoconfigure.concurrency;

import dev.gatehouse.autoconfigure.SetProperties;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if the number of any requests is limited. */
final class OnConcurrencyLimitCondition extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        // By default there is one.
        boolean set = !SetProperties.containsBelow(environment, ConcurrencyLimitProperties.PREFIX)
                || Binder.get(environment)
                        .bindOrCreate(ConcurrencyLimitProperties.PREFIX, ConcurrencyLimitProperties.class)
                        .isAnySet();
        return new ConditionOutcome(
                set,
                ConditionMessage.forCondition("Concurrency limit")
                        .because(set ? "a limit is set" : "gatehouse.request-limits.max-concurrent is 0"));
    }
}
