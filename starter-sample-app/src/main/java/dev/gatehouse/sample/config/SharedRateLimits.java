package dev.gatehouse.sample.config;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Rate limits are kept in Redis once somebody says where it is, and by each instance for itself otherwise: one variable is
 * enough. A store that is named counts before that.
 */
final class SharedRateLimits implements EnvironmentPostProcessor, Ordered {

    /** Behind the files of configuration and those of secrets. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (StringUtils.hasText(environment.getProperty("gatehouse.rate-limit.redis.uris"))) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("sharedRateLimits", Map.of("gatehouse.rate-limit.store", "redis")));
        }
    }
}
