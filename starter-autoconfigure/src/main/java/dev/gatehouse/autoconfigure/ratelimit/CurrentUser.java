package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.OptionalLibrary;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Tells who sent a request. */
@FunctionalInterface
interface CurrentUser {

    /** Gives null for nobody in particular. */
    @Nullable
    Principal of(HttpServletRequest request);

    /** The user as Spring Security knows it, where it is there. */
    static CurrentUser known(@Nullable ClassLoader classes) {
        return OptionalLibrary.SPRING_SECURITY.isPresent(classes)
                ? new SecurityUser()
                : HttpServletRequest::getUserPrincipal;
    }
}
