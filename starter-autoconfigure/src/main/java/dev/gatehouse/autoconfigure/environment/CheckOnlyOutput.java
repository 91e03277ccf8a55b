package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.autoconfigure.Switches;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Understands {@code --gatehouse.environment.check-only}, and keeps banner and log out of its output, which programs read. */
final class CheckOnlyOutput implements EnvironmentPostProcessor, Ordered {

    static final String CHECK_ONLY = EnvironmentProperties.PREFIX + ".check-only";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 2;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        // Written without a value on the command line, it is empty, which is no boolean.
        boolean bare = "".equals(environment.getProperty(CHECK_ONLY));
        if (bare || Switches.isOn(environment, CHECK_ONLY, false)) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "gatehouseCheckOnly",
                            Map.of(
                                    "spring.main.banner-mode",
                                    "off",
                                    // Only what keeps the check from being made.
                                    "logging.threshold.console",
                                    "error",
                                    CHECK_ONLY,
                                    "true")));
        }
    }
}
