package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthGuard;
import jakarta.servlet.http.HttpServletRequest;

/** Users as the container knows them; an authority is a role of theirs. */
final class RequestUsers implements UserAuthorities {

    @Override
    public HealthGuard.Users having(String authority) {
        return request -> {
            if (request.getUserPrincipal() == null) {
                return HealthGuard.Standing.ANONYMOUS;
            }
            return authority.isEmpty() || isInRole(request, authority)
                    ? HealthGuard.Standing.ADMITTED
                    : HealthGuard.Standing.FORBIDDEN;
        };
    }

    private static boolean isInRole(HttpServletRequest request, String authority) {
        String prefix = "ROLE_";
        return request.isUserInRole(authority)
                || (authority.startsWith(prefix) && request.isUserInRole(authority.substring(prefix.length())));
    }
}
