package dev.gatehouse.autoconfigure;

import java.util.Arrays;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Looks for entries of the lists. */
final class OnConfiguredCondition extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String[] properties =
                metadata.getAnnotations().get(ConditionalOnConfigured.class).getStringArray("value");
        ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnConfigured.class);
        return Arrays.stream(properties)
                .filter(property -> SetProperties.hasEntry(context.getEnvironment(), property))
                .findFirst()
                .map(property -> ConditionOutcome.match(message.because(property + " has entries")))
                .orElseGet(() -> ConditionOutcome.noMatch(
                        message.because(String.join(" and ", properties) + " have no entries")));
    }
}
