package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthGuard;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Users as Spring Security knows them. */
final class SecurityUsers implements UserAuthorities {

    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

    @Override
    public HealthGuard.Users having(String authority) {
        return request -> {
            Authentication user = SecurityContextHolder.getContext().getAuthentication();
            if (!trust.isAuthenticated(user)) {
                return HealthGuard.Standing.ANONYMOUS;
            }
            return authority.isEmpty()
                            || user.getAuthorities().stream()
                                    .anyMatch(granted -> authority.equals(granted.getAuthority()))
                    ? HealthGuard.Standing.ADMITTED
                    : HealthGuard.Standing.FORBIDDEN;
        };
    }
}
