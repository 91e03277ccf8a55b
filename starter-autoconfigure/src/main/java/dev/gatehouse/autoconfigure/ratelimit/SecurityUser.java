package dev.gatehouse.autoconfigure.ratelimit;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Asks Spring Security where the request itself does not know, e.g. since its wrapper is switched off. */
final class SecurityUser implements CurrentUser {

    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

    @Override
    public @Nullable Principal of(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        Principal found = principal != null
                ? principal
                : SecurityContextHolder.getContext().getAuthentication();
        return found instanceof Authentication authentication && !trust.isAuthenticated(authentication) ? null : found;
    }
}
