package dev.gatehouse.autoconfigure.net;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;

/** Whether the embedded container applies forwarded headers itself, by the rule of Spring Boot's web servers. */
final class ContainerForwarding {

    private ContainerForwarding() {}

    static boolean isOn(Environment environment) {
        String strategy = environment.getProperty("server.forward-headers-strategy");
        return strategy == null ? isOnByDefault(environment) : "native".equals(strategy.toLowerCase(Locale.ROOT));
    }

    private static boolean isOnByDefault(Environment environment) {
        @Nullable CloudPlatform platform = CloudPlatform.getActive(environment);
        return platform != null && platform.isUsingForwardHeaders();
    }
}
