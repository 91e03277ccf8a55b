package dev.gatehouse.autoconfigure.error;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Errors on a management port of its own, whose context has handler mappings that the service does not see. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean(FormattedCorsRefusals.class)
class ManagementErrorConfiguration {

    @Bean
    static FormattedCorsRefusals gatehouseManagementFormattedCorsRefusals() {
        return new FormattedCorsRefusals();
    }
}
