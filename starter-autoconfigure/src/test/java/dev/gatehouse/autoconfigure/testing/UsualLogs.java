package dev.gatehouse.autoconfigure.testing;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.context.annotation.Configuration;

/** Logging belongs to the process: the format a service has chosen stays for the test classes that follow it. */
public final class UsualLogs {

    private UsualLogs() {}

    /** Spring Boot hands patterns and formats to the logging system by system properties that it does not take back. */
    public static void forgetFormats() {
        for (LoggingSystemProperty property : LoggingSystemProperty.values()) {
            System.clearProperty(property.getEnvironmentVariableName());
        }
    }

    /** The lines of the console are as they come again, from a start that asks for nothing else. */
    public static void restore() {
        forgetFormats();
        new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off", "gatehouse.environment.banner=false")
                .run()
                .close();
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
