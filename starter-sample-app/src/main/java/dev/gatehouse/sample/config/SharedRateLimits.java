package dev.gatehouse.sample.config;

import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Rate limits are kept in Redis once somebody says where it is, and by each instance for itself otherwise: one variable is
 * enough. A store that is named counts before that.
 */
final class SharedRateLimits implements EnvironmentPostProcessor, Ordered {

    private static final String URIS = "gatehouse.rate-limit.redis.uris";

    /** Behind the files of configuration and those of secrets. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (saysWhereRedisIs(environment)) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("sharedRateLimits", Map.of("gatehouse.rate-limit.store", "redis")));
        }
    }

    /** A value that cannot be read says so, too. The environment check reports it, without the password that may be in it. */
    private static boolean saysWhereRedisIs(ConfigurableEnvironment environment) {
        try {
            return Binder.get(environment).bind(URIS, Bindable.listOf(String.class)).orElse(List.of()).stream()
                    .anyMatch(StringUtils::hasText);
        } catch (BindException e) {
            return true;
        }
    }
}
