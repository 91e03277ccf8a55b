package dev.gatehouse.autoconfigure.name;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Controllers take {@link dev.gatehouse.name.SafeName}. Acts only where one does, so it has no switch. */
@AutoConfiguration
@ConditionalOnGatehouse
public final class SafeNameAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "safeNameConverter")
    SafeNameConverter safeNameConverter() {
        return new SafeNameConverter();
    }
}
