package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** WEB001 for CORS that the application configures by a bean of its own. */
final class CorsSourceCheck implements Check {

    private final ConfigurableListableBeanFactory beans;

    CorsSourceCheck(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public List<Finding> check(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        Singletons.of(beans, UrlBasedCorsConfigurationSource.class)
                .forEach((name, source) -> source.getCorsConfigurations().forEach((path, cors) -> {
                    boolean any = has(cors.getAllowedOrigins()) || has(cors.getAllowedOriginPatterns());
                    if (any) {
                        findings.add(finding(context, name, path.toString(), cors));
                    }
                }));
        return findings;
    }

    private static boolean has(@Nullable List<String> origins) {
        return origins != null && origins.stream().anyMatch(CorsCheck::isEverybody);
    }

    private static Finding finding(CheckContext context, String bean, String path, CorsConfiguration cors) {
        boolean credentials = Boolean.TRUE.equals(cors.getAllowCredentials());
        return new Finding(
                "WEB001",
                context.severity(credentials ? Severity.ERROR : Severity.WARNING),
                "bean " + bean,
                null,
                "For " + path + " every page of the web may call"
                        + (credentials ? " with the cookies of its visitor" : "") + " and read the answers.",
                "Name the origins in the bean, or remove it and set gatehouse.cors.allowed-origins.",
                List.of());
    }
}
