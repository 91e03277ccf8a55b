package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.apikey.ApiKeyAuthenticationFilter;
import dev.gatehouse.apikey.ApiKeyAuthenticator;
import dev.gatehouse.apikey.ApiKeyDecision;
import dev.gatehouse.apikey.ApiKeyListener;
import dev.gatehouse.autoconfigure.apikey.ApiKeyProperties;
import dev.gatehouse.autoconfigure.authentication.AuthenticationFailureReason;
import dev.gatehouse.autoconfigure.authentication.FailedCredential;
import dev.gatehouse.autoconfigure.error.ProblemAccessDeniedHandler;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.token.jwt.AccessToken;
import dev.gatehouse.token.jwt.JwtVerifier;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/**
 * The security chain of a service whose clients send access tokens, in one line:
 *
 * <pre>{@code
 * @Bean
 * SecurityFilterChain security(HttpSecurity http) {
 *     return http.with(BearerSecurity.bearer(), Customizer.withDefaults()).build();
 * }
 * }</pre>
 *
 * <p>Callers are signed in by an access token, which the {@link JwtVerifier} bean verifies, or by an API key, if there is an {@link
 * ApiKeyAuthenticator} bean. Requests are judged by the annotations of the handler that will run, before a body is read; whatever
 * says nothing is closed. Nothing is kept in a session, so there is no CSRF to protect from; no page asks for a password; the
 * headers and CORS are those of Gatehouse. Rules of your own for other paths go in front, by {@code authorizeHttpRequests}; do
 * not add one for any request.
 *
 * <p>Not thread-safe; a new one for each chain.
 */
public final class BearerSecurity extends AbstractHttpConfigurer<BearerSecurity, HttpSecurity> {

    private static final String CORS_SOURCE = "corsConfigurationSource";

    private BearerSecurity() {}

    /**
     * Starts a chain.
     *
     * @return the configurer, for {@link HttpSecurity#with}
     */
    public static BearerSecurity bearer() {
        return new BearerSecurity();
    }

    /** At once and not when the chain is built: what the service says after this line shall win. */
    @Override
    public void setBuilder(HttpSecurity http) {
        super.setBuilder(http);
        ApplicationContext context = context(http);
        EndpointAccess endpoints = endpoints(context);
        RefusalHandlers refusals = refusals(context);
        http.csrf(csrf -> csrf.disable())
                .headers(headers -> headers.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(
                        requests -> requests.anyRequest().access(new EndpointAuthorizationManager(endpoints)));
        if (context.containsBean(CORS_SOURCE)) {
            http.cors(Customizer.withDefaults());
        }
    }

    /** With the error format off, or several handlers in the service, there is none to take. */
    private static RefusalHandlers refusals(ApplicationContext context) {
        RejectionWriter rejections = context.getBean(RejectionWriter.class);
        AccessDeniedHandler others = context.getBeanProvider(AccessDeniedHandler.class)
                .getIfUnique(() -> new ProblemAccessDeniedHandler(rejections));
        return new RefusalHandlers(rejections, others);
    }

    @Override
    public void configure(HttpSecurity http) {
        ApplicationContext context = context(http);
        EndpointAccess endpoints = endpoints(context);
        RejectionWriter rejections = context.getBean(RejectionWriter.class);
        AuthenticationEventPublisher events = context.getBeanProvider(AuthenticationEventPublisher.class)
                .getIfAvailable(() -> new DefaultAuthenticationEventPublisher(context));
        ApiKeyAuthenticator keys =
                context.getBeanProvider(ApiKeyAuthenticator.class).getIfAvailable();
        if (keys != null) {
            http.addFilterBefore(
                    apiKeys(context, keys, endpoints, events, rejections), BasicAuthenticationFilter.class);
        }
        http.addFilterBefore(
                new CredentialFilter(endpoints, verifier(context), context.getBean(Callers.class), events, rejections),
                BasicAuthenticationFilter.class);
    }

    private static ApiKeyAuthenticationFilter apiKeys(
            ApplicationContext context,
            ApiKeyAuthenticator keys,
            EndpointAccess endpoints,
            AuthenticationEventPublisher events,
            RejectionWriter rejections) {
        List<ApiKeyListener> listeners =
                context.getBeanProvider(ApiKeyListener.class).orderedStream().toList();
        return new ApiKeyAuthenticationFilter(
                context.getBean(ApiKeyProperties.class).header(),
                keys,
                context.getBean(ClientAddressResolver.class),
                endpoints::ignoresApiKeys,
                (request, decision) -> {
                    listeners.forEach(listener -> listener.onDecision(request, decision));
                    publish(decision, events);
                },
                rejections);
    }

    private static void publish(ApiKeyDecision decision, AuthenticationEventPublisher events) {
        if (decision.key() == null) {
            events.publishAuthenticationFailure(
                    new BadCredentialsException(decision.status().name().toLowerCase(Locale.ROOT)),
                    new FailedCredential(AuthenticationFailureReason.API_KEY));
        }
    }

    private static Function<String, AccessToken> verifier(ApplicationContext context) {
        JwtVerifier verifier = context.getBeanProvider(JwtVerifier.class).getIfAvailable();
        if (verifier == null) {
            throw IncompleteChainException.withoutVerifier(context.getEnvironment(), context.getClassLoader());
        }
        return verifier::verify;
    }

    private static ApplicationContext context(HttpSecurity http) {
        return http.getSharedObject(ApplicationContext.class);
    }

    private static EndpointAccess endpoints(ApplicationContext context) {
        EndpointAccess endpoints = context.getBeanProvider(EndpointAccess.class).getIfAvailable();
        if (endpoints == null) {
            throw IncompleteChainException.withoutAccessControl(
                    MissingEnforcement.of(context, context.getEnvironment()));
        }
        return endpoints;
    }
}
