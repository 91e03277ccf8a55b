package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Access control, as soon as the service says by a {@link dev.gatehouse.access.LivePermissions} bean what its users may do. The
 * properties are read in any case, so that a bad one is found before it matters.
 */
@AutoConfiguration(after = ErrorFormatAutoConfiguration.class)
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.auth.enabled")
@ConditionalOnClass(WebMvcConfigurer.class)
@EnableConfigurationProperties({EndpointGuardProperties.class, StepUpProperties.class})
@Import(LateEnforcement.class)
public final class AccessAutoConfiguration {}
