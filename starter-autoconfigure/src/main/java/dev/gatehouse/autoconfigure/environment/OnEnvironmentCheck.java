package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.autoconfigure.EnvironmentMode;
import dev.gatehouse.autoconfigure.Production;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches unless nothing is to be checked. */
final class OnEnvironmentCheck extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        EnvironmentMode mode = Production.mode(context.getEnvironment());
        return new ConditionOutcome(
                mode != EnvironmentMode.OFF,
                ConditionMessage.forCondition("Environment check").because("the mode is " + mode));
    }
}
