package dev.gatehouse.autoconfigure.https;

import dev.gatehouse.autoconfigure.Production;
import dev.gatehouse.https.HttpsMode;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The mode that is set, else the one for where the service runs; as a condition it matches unless that is off. */
final class EffectiveMode extends SpringBootCondition {

    static HttpsMode of(Environment environment) {
        return Binder.get(environment)
                .bind("gatehouse.https.mode", HttpsMode.class)
                .orElseGet(() -> Production.isActive(environment) ? HttpsMode.AUTO : HttpsMode.OFF);
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        HttpsMode mode = of(context.getEnvironment());
        return new ConditionOutcome(
                mode != HttpsMode.OFF,
                ConditionMessage.forCondition("HTTPS mode").because("it is " + mode));
    }
}
