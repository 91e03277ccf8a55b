package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** SEC008, the user that Spring Boot makes up, and SEC010, a chain that asks nobody who they are. */
final class SecurityChainCheck implements Check {

    private static final String MADE_UP = "inMemoryUserDetailsManager";
    private static final String MAKER =
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration";
    private static final String PASSWORD = "spring.security.user.password";

    private final ListableBeanFactory beans;

    SecurityChainCheck(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public List<Finding> check(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        if (isMadeUp() && context.find(PASSWORD) == null) {
            findings.add(new Finding(
                            "SEC008",
                            context.severity(Severity.ERROR),
                            null,
                            null,
                            "Spring Boot made up a user, whose password it wrote to the log.",
                            "Define a UserDetailsService, or trust tokens of an identity provider. Where nobody logs in"
                                    + " with a password, set spring.autoconfigure.exclude=" + MAKER + ".",
                            List.of())
                    .about(PASSWORD, null));
        }
        beans.getBeanProvider(FilterChainProxy.class).stream()
                .flatMap(proxy -> proxy.getFilterChains().stream())
                .filter(SecurityChainCheck::isOpen)
                .forEach(chain -> findings.add(new Finding(
                        "SEC010",
                        context.severity(Severity.WARNING),
                        "bean springSecurityFilterChain",
                        null,
                        "A chain for any request has no rules of authorization: nobody is asked who they are.",
                        "Add authorizeHttpRequests to it, with anyRequest().authenticated() at the end.",
                        List.of())));
        return findings;
    }

    /** An application may well give a bean of its own this name; the class that declares it tells them apart. */
    private boolean isMadeUp() {
        return beans instanceof ConfigurableListableBeanFactory factory
                && factory.containsBeanDefinition(MADE_UP)
                && String.valueOf(factory.getBeanDefinition(MADE_UP).getFactoryBeanName())
                        .startsWith("org.springframework.boot.");
    }

    private static boolean isOpen(SecurityFilterChain chain) {
        return chain instanceof DefaultSecurityFilterChain known
                && known.getRequestMatcher() == AnyRequestMatcher.INSTANCE
                && known.getFilters().stream().noneMatch(AuthorizationFilter.class::isInstance);
    }
}
