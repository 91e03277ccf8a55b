package dev.gatehouse.autoconfigure.https;

import dev.gatehouse.autoconfigure.Production;
import dev.gatehouse.autoconfigure.SetProperties;
import dev.gatehouse.https.HttpsMode;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The mode that is set, else the one for where the service runs; as a condition it matches unless that is off. */
public final class EffectiveMode extends SpringBootCondition {

    private static final String MODE = "gatehouse.https.mode";

    /**
     * Gives the mode of a service.
     *
     * @param environment the environment of the service
     * @return the mode that is set; without one, that for where it runs
     * @throws org.springframework.boot.context.properties.bind.BindException if it is none of those that are known
     */
    public static HttpsMode of(Environment environment) {
        HttpsMode usual = Production.isActive(environment) ? HttpsMode.AUTO : HttpsMode.OFF;
        return SetProperties.contains(environment, MODE)
                ? Binder.get(environment).bind(MODE, HttpsMode.class).orElse(usual)
                : usual;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        HttpsMode mode = of(context.getEnvironment());
        return new ConditionOutcome(
                mode != HttpsMode.OFF,
                ConditionMessage.forCondition("HTTPS mode").because("it is " + mode));
    }
}
