package dev.gatehouse.autoconfigure.environment.check;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Variables that Kubernetes sets for each service of the namespace. Those of a service named {@code gatehouse-auth} look like
 * properties of ours, but nobody has configured anything.
 */
final class ServiceLinks {

    private static final String ONLY_ON_KUBERNETES = "KUBERNETES_SERVICE_HOST";
    private static final Pattern NAME = Pattern.compile("GATEHOUSE_(?:[A-Z0-9_]*_)?"
            + "(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?|PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)");
    private static final Pattern PORT = Pattern.compile("GATEHOUSE_(?:[A-Z0-9_]*_)?PORT");
    private static final Pattern ADDRESS = Pattern.compile("(?:tcp|udp|sctp)://.*");

    private final boolean onKubernetes;

    ServiceLinks(ConfigurableEnvironment environment) {
        this.onKubernetes = environment.containsProperty(ONLY_ON_KUBERNETES);
    }

    boolean contain(ConfigurationProperty property) {
        String variable = onKubernetes ? variable(property) : null;
        return variable != null
                && (NAME.matcher(variable).matches()
                        || PORT.matcher(variable).matches()
                                && ADDRESS.matcher(String.valueOf(property.getValue()))
                                        .matches());
    }

    private static @Nullable String variable(ConfigurationProperty property) {
        return property.getOrigin() instanceof PropertySourceOrigin origin
                        && StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME.equals(
                                origin.getPropertySource().getName())
                ? origin.getPropertyName()
                : null;
    }
}
