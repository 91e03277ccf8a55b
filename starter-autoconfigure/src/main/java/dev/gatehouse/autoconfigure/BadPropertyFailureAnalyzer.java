package dev.gatehouse.autoconfigure;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Reports a property of Gatehouse whose value cannot be read: which, from where, why, and what to write instead. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BadPropertyFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("gatehouse");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (!PREFIX.equals(cause.getName()) && !PREFIX.isAncestorOf(cause.getName())) {
            return null;
        }
        Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
        if (root instanceof SecretPropertyException || root instanceof InvalidConfigurationPropertyValueException) {
            // Have analyzers of their own.
            return null;
        }
        if (root instanceof UnboundConfigurationPropertiesException unbound) {
            return incomplete(unbound, cause);
        }
        ConfigurationProperty property = cause.getProperty();
        return property == null ? null : unreadable(property, root, cause);
    }

    /** Entries of a list that stand in one source, where those before them stand in another. May be secrets: no values. */
    private static FailureAnalysis incomplete(UnboundConfigurationPropertiesException unbound, BindException cause) {
        String entries = unbound.getUnboundProperties().stream()
                .map(property -> "    Property: " + property.getName() + "\n    Origin: "
                        + PropertyReport.origin(property) + "\n")
                .collect(Collectors.joining());
        return new FailureAnalysis(
                "A list of Gatehouse cannot be used:\n\n" + entries + "    Reason: This makes no entry of "
                        + cause.getName()
                        + ". Spring takes a list as a whole from the first source that gives a part of"
                        + " it, from [0] on and without a gap.",
                "Give all entries of " + cause.getName() + " in that source, each with all its properties, or change"
                        + " them where the others stand.",
                cause);
    }

    /** The text could not be turned into the type; the innermost message is the one its type wrote for the reader. */
    private static FailureAnalysis unreadable(ConfigurationProperty property, Throwable root, BindException cause) {
        String missing = missing(property, root);
        if (missing != null) {
            return new FailureAnalysis(
                    PropertyReport.unusable(
                            property.getName().toString(),
                            quoted(property),
                            property,
                            "Nothing says what ${" + missing + "} stands for."),
                    "Set " + missing + ", or change " + property.getName() + ".",
                    cause);
        }
        UnreadableValue unreadable = UnreadableValue.of(cause.getTarget().getType(), root);
        return new FailureAnalysis(
                PropertyReport.unusable(property.getName().toString(), quoted(property), property, unreadable.reason()),
                "Change " + property.getName() + unreadable.form(),
                cause);
    }

    /** The placeholder that stands in the text as it was read, since nothing resolves it. */
    private static @Nullable String missing(ConfigurationProperty property, Throwable root) {
        String written = String.valueOf(property.getValue());
        int start = written.indexOf("${");
        int end = written.indexOf('}', start);
        if (start < 0 || end < 0 || !String.valueOf(root.getMessage()).contains(written.substring(start, end + 1))) {
            return null;
        }
        return written.substring(start + 2, end);
    }

    private static String quoted(ConfigurationProperty property) {
        return "\"" + property.getValue() + "\"";
    }
}
