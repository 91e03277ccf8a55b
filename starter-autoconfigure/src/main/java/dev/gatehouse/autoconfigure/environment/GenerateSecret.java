package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.environment.SecretGenerator;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** Understands {@code --gatehouse.environment.generate-secret}: prints a new secret and exits. */
final class GenerateSecret implements EnvironmentPostProcessor, Ordered {

    private static final String GENERATE = EnvironmentProperties.PREFIX + ".generate-secret";

    /** In front of secrets from files, which a new one does not need. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (isAskedFor(environment)) {
            System.out.println(SecretGenerator.generate());
            ProcessExit.with(0);
        }
    }

    /** Not from anywhere else: a stray variable must not keep a service from starting. */
    private static boolean isAskedFor(ConfigurableEnvironment environment) {
        PropertySource<?> arguments =
                environment.getPropertySources().get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME);
        Object asked = arguments == null ? null : arguments.getProperty(GENERATE);
        return asked != null && !"false".equalsIgnoreCase(asked.toString());
    }
}
