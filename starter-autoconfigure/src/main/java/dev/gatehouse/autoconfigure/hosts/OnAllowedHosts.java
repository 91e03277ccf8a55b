package dev.gatehouse.autoconfigure.hosts;

import dev.gatehouse.autoconfigure.SetProperties;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches when hosts are listed, readable or not: what cannot be read is reported where the properties are bound. */
final class OnAllowedHosts extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        List<String> allowed = SetProperties.containsBelow(environment, TrustedHostProperties.ALLOWED)
                ? Binder.get(environment)
                        .bind(TrustedHostProperties.ALLOWED, Bindable.listOf(String.class))
                        .orElse(List.of())
                : List.of();
        ConditionMessage.Builder message = ConditionMessage.forCondition("Trusted hosts");
        return allowed.isEmpty()
                ? ConditionOutcome.noMatch(message.because("none are listed"))
                : ConditionOutcome.match(message.because("they are listed"));
    }
}
