package dev.gatehouse.autoconfigure;

import java.util.Arrays;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Looks for entries as the binder does: the first source that knows the list decides, and may empty it. */
final class OnConfiguredCondition extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String[] properties =
                metadata.getAnnotations().get(ConditionalOnConfigured.class).getStringArray("value");
        ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnConfigured.class);
        return Arrays.stream(properties)
                .filter(property -> hasEntry(context.getEnvironment(), ConfigurationPropertyName.of(property)))
                .findFirst()
                .map(property -> ConditionOutcome.match(message.because(property + " has entries")))
                .orElseGet(() -> ConditionOutcome.noMatch(
                        message.because(String.join(" and ", properties) + " have no entries")));
    }

    private static boolean hasEntry(Environment environment, ConfigurationPropertyName list) {
        ConfigurationPropertyName first = list.append("[0]");
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty text = source.getConfigurationProperty(list);
            if (text != null) {
                // What stands there may be a variable with an empty default.
                return !environment
                        .resolvePlaceholders(Objects.toString(text.getValue(), ""))
                        .isBlank();
            }
            if (source.getConfigurationProperty(first) != null
                    || source.containsDescendantOf(first) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }
}
