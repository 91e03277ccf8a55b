package dev.gatehouse.autoconfigure;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Reads the switches of {@link ConditionalOnSwitch}, also where they stand on an annotation of the annotation. */
final class OnSwitchCondition extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        List<MergedAnnotation<ConditionalOnSwitch>> switches =
                metadata.getAnnotations().stream(ConditionalOnSwitch.class).toList();
        for (MergedAnnotation<ConditionalOnSwitch> annotation : switches) {
            String property = annotation.getString(MergedAnnotation.VALUE);
            if (!Switches.isOn(context.getEnvironment(), property, annotation.getBoolean("matchIfMissing"))) {
                return ConditionOutcome.noMatch(
                        ConditionMessage.forCondition(ConditionalOnSwitch.class).because(property + " is off"));
            }
        }
        return ConditionOutcome.match(
                ConditionMessage.forCondition(ConditionalOnSwitch.class).because("nothing is switched off"));
    }
}
