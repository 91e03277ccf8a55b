package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.apikey.ApiKeyAuthenticator;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
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
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** What enforces the annotations. Registered by {@link LateEnforcement}, and never imported: its condition has to be read last. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(LivePermissions.class)
class EnforcementConfiguration {

    @Bean
    HandlerAccess accessHandlerAccess(StepUpProperties properties) {
        return new HandlerAccess(properties.maxAge());
    }

    @Bean
    PathAccess accessPathAccess(
            EndpointGuardProperties properties,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        return new PathAccess(parser.getIfAvailable(PathPatternParser::new), properties);
    }

    @Bean
    LibraryHandlers accessLibraryHandlers(EndpointGuardProperties properties) {
        return new LibraryHandlers(properties);
    }

    @Bean
    EndpointAccess accessEndpointAccess(
            ApplicationContext context,
            HandlerAccess accessHandlerAccess,
            PathAccess accessPathAccess,
            LivePermissions permissions,
            ObjectProvider<HealthRoutes> healthRoutes,
            ObjectProvider<Clock> clock) {
        AccessPolicy policy = new AccessPolicy(permissions, clock.getIfUnique(Clock::systemUTC));
        Supplier<@Nullable HealthRoutes> routes = SingletonSupplier.ofNullable(healthRoutes::getIfAvailable);
        return new EndpointAccess(
                new HandlerLookup(context),
                accessHandlerAccess,
                accessPathAccess,
                policy,
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
    Callers accessCallers(LivePermissions permissions) {
        return new Callers(permissions);
    }

    @Bean
    WebMvcConfigurer accessWebMvcConfigurer(
            ObjectProvider<EndpointAccess> accessEndpointAccess,
            ObjectProvider<CurrentCaller> caller,
            LibraryHandlers accessLibraryHandlers,
            RejectionWriter rejectionWriter) {
        Supplier<EndpointAccess> access = SingletonSupplier.of(accessEndpointAccess::getObject);
        Supplier<@Nullable CurrentCaller> current = SingletonSupplier.ofNullable(caller::getIfAvailable);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new AccessInterceptor(access, current, accessLibraryHandlers, rejectionWriter))
                        .order(Ordered.HIGHEST_PRECEDENCE);
            }
        };
    }

    @Bean
    @ConditionalOnSwitch("gatehouse.auth.endpoint-guard.enabled")
    EndpointGuard endpointGuard(
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
            ObjectProvider<RouterFunctionMapping> routes,
            HandlerAccess accessHandlerAccess,
            PathAccess accessPathAccess,
            LibraryHandlers accessLibraryHandlers) {
        return new EndpointGuard(mappings, routes, accessHandlerAccess, accessPathAccess, accessLibraryHandlers);
    }

    /** What the OpenAPI description says of it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(GlobalOperationCustomizer.class)
    static class OpenApi {

        @Bean
        AccessOperations accessOperations(HandlerAccess accessHandlerAccess, ObjectProvider<ApiKeyAuthenticator> keys) {
            return new AccessOperations(accessHandlerAccess, keys.getIfAvailable() != null);
        }

        @Bean
        AccessSchemes accessSchemes(Environment environment, ObjectProvider<ApiKeyAuthenticator> keys) {
            return new AccessSchemes(keys.getIfAvailable() == null ? null : ApiKeyHeader.of(environment));
        }
    }

    /** The caller as Spring Security knows it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({SecurityContextHolder.class, HttpSecurity.class})
    static class Security {

        @Bean
        @ConditionalOnMissingBean(CurrentCaller.class)
        SecurityCurrentCaller currentCaller() {
            return new SecurityCurrentCaller();
        }
    }
}
