package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.autoconfigure.Switches;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/** Understands {@code --gatehouse.environment.check-only}, and keeps banner and log out of its output, which programs read. */
final class CheckOnlyOutput implements EnvironmentPostProcessor, Ordered {

    static final String CHECK_ONLY = EnvironmentProperties.PREFIX + ".check-only";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 3;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean bare = "".equals(environment.getProperty(CHECK_ONLY));
        if (bare ? isOnCommandLine(environment) : Switches.isOn(environment, CHECK_ONLY, false)) {
            overrule(
                    environment,
                    Map.of(
                            "spring.main.banner-mode",
                            "off",
                            // Only what keeps the check from being made.
                            "logging.threshold.console",
                            "error",
                            CHECK_ONLY,
                            "true"));
        } else if (bare) {
            overrule(environment, Map.of(CHECK_ONLY, "false"));
        }
    }

    /** There it has no value where it is meant. A variable or a placeholder that is empty must not keep a service from starting. */
    private static boolean isOnCommandLine(ConfigurableEnvironment environment) {
        PropertySource<?> commandLine =
                environment.getPropertySources().get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME);
        return commandLine != null && commandLine.containsProperty(CHECK_ONLY);
    }

    private static void overrule(ConfigurableEnvironment environment, Map<String, Object> properties) {
        environment.getPropertySources().addFirst(new MapPropertySource("gatehouseCheckOnly", properties));
    }
}
