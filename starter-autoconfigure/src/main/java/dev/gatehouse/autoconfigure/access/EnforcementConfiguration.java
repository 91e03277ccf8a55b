package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.access.StepUp;
import dev.gatehouse.apikey.ApiKeyAuthenticator;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.apikey.ApiKeyProperties;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.health.HealthRoutes;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** What enforces the annotations. Registered by {@link LateEnforcement}, and never imported: its condition has to be read last. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(LivePermissions.class)
class EnforcementConfiguration {

    @Bean
    HandlerAccess gatehouseAccessHandlerAccess(StepUpProperties gatehouseStepUpProperties) {
        return new HandlerAccess(gatehouseStepUpProperties.maxAge());
    }

    @Bean
    PathAccess gatehouseAccessPathAccess(
            EndpointGuardProperties gatehouseEndpointGuardProperties,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        return new PathAccess(parser.getIfAvailable(PathPatternParser::new), gatehouseEndpointGuardProperties);
    }

    @Bean
    LibraryHandlers gatehouseAccessLibraryHandlers(EndpointGuardProperties gatehouseEndpointGuardProperties) {
        return new LibraryHandlers(gatehouseEndpointGuardProperties);
    }

    @Bean
    AccessPolicy gatehouseAccessPolicy(LivePermissions permissions, ObjectProvider<Clock> clock) {
        return new AccessPolicy(permissions, clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean(StepUp.class)
    CallerStepUp gatehouseStepUp(
            AccessPolicy gatehouseAccessPolicy,
            StepUpProperties gatehouseStepUpProperties,
            ObjectProvider<CurrentCaller> caller) {
        return new CallerStepUp(
                gatehouseAccessPolicy,
                gatehouseStepUpProperties.maxAge(),
                SingletonSupplier.ofNullable(caller::getIfAvailable));
    }

    @Bean
    EndpointAccess gatehouseAccessEndpointAccess(
            ApplicationContext context,
            HandlerAccess gatehouseAccessHandlerAccess,
            PathAccess gatehouseAccessPathAccess,
            AccessPolicy gatehouseAccessPolicy,
            ObjectProvider<HealthRoutes> gatehouseHealthRoutes) {
        Supplier<@Nullable HealthRoutes> routes = SingletonSupplier.ofNullable(gatehouseHealthRoutes::getIfAvailable);
        return new EndpointAccess(
                new HandlerLookup(context),
                gatehouseAccessHandlerAccess,
                gatehouseAccessPathAccess,
                gatehouseAccessPolicy,
                request -> isHealth(routes.get(), request));
    }

    /** A filter of ours behind the chain admits callers with the authority, and monitoring by a token of its own. */
    private static boolean isHealth(@Nullable HealthRoutes routes, HttpServletRequest request) {
        return routes != null
                && routes.paths()
                        .contains(request.getRequestURI()
                                .substring(request.getContextPath().length()));
    }

    @Bean
    Callers gatehouseAccessCallers(LivePermissions permissions) {
        return new Callers(permissions);
    }

    @Bean
    AccessWebMvcConfigurer gatehouseAccessWebMvcConfigurer(
            ObjectProvider<EndpointAccess> gatehouseAccessEndpointAccess,
            ObjectProvider<CurrentCaller> caller,
            LibraryHandlers gatehouseAccessLibraryHandlers,
            RejectionWriter gatehouseRejectionWriter) {
        return new AccessWebMvcConfigurer(new AccessInterceptor(
                SingletonSupplier.of(gatehouseAccessEndpointAccess::getObject),
                SingletonSupplier.ofNullable(caller::getIfAvailable),
                gatehouseAccessLibraryHandlers,
                gatehouseRejectionWriter));
    }

    @Bean
    static EnforcedMappings gatehouseAccessEnforcedMappings(
            ObjectProvider<AccessWebMvcConfigurer> gatehouseAccessWebMvcConfigurer) {
        return new EnforcedMappings(gatehouseAccessWebMvcConfigurer);
    }

    @Bean
    @ConditionalOnSwitch("gatehouse.auth.endpoint-guard.enabled")
    EndpointGuard gatehouseEndpointGuard(
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
            ObjectProvider<RouterFunctionMapping> routes,
            HandlerAccess gatehouseAccessHandlerAccess,
            PathAccess gatehouseAccessPathAccess,
            LibraryHandlers gatehouseAccessLibraryHandlers) {
        return new EndpointGuard(
                mappings,
                routes,
                gatehouseAccessHandlerAccess,
                gatehouseAccessPathAccess,
                gatehouseAccessLibraryHandlers);
    }

    /** What the OpenAPI description says of it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(GlobalOperationCustomizer.class)
    static class OpenApi {

        @Bean
        AccessOperations gatehouseAccessOperations(
                HandlerAccess gatehouseAccessHandlerAccess, ObjectProvider<ApiKeyAuthenticator> keys) {
            return new AccessOperations(gatehouseAccessHandlerAccess, keys.getIfAvailable() != null);
        }

        @Bean
        AccessSchemes gatehouseAccessSchemes(
                ApiKeyProperties gatehouseApiKeyProperties, ObjectProvider<ApiKeyAuthenticator> keys) {
            return new AccessSchemes(keys.getIfAvailable() == null ? null : gatehouseApiKeyProperties.header());
        }
    }

    /** The caller as Spring Security knows it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({SecurityContextHolder.class, HttpSecurity.class})
    static class Security {

        @Bean
        @ConditionalOnMissingBean(CurrentCaller.class)
        SecurityCurrentCaller gatehouseCurrentCaller() {
            return new SecurityCurrentCaller();
        }
    }
}
