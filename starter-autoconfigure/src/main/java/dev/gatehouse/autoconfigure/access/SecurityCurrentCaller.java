package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The caller that Spring Security knows. */
final class SecurityCurrentCaller implements CurrentCaller {

    @Override
    public Optional<Caller> get() {
        return Optional.ofNullable(of(SecurityContextHolder.getContext().getAuthentication()));
    }

    static @Nullable Caller of(@Nullable Authentication authentication) {
        return authentication != null
                        && authentication.isAuthenticated()
                        && authentication.getPrincipal() instanceof Caller caller
                ? caller
                : null;
    }
}
