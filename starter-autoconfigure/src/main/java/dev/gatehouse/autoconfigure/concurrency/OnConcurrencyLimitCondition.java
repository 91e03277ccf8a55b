package dev.gatehouse.autoconfigure.concurrency;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if the number of any requests is limited. */
final class OnConcurrencyLimitCondition extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean set = Binder.get(context.getEnvironment())
                .bindOrCreate(ConcurrencyLimitProperties.PREFIX, ConcurrencyLimitProperties.class)
                .isAnySet();
        return new ConditionOutcome(
                set,
                ConditionMessage.forCondition("Concurrency limit")
                        .because(set ? "a limit is set" : "gatehouse.request-limits.max-concurrent is 0"));
    }
}
