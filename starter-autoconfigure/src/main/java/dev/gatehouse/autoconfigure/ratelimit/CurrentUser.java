package dev.gatehouse.autoconfigure.ratelimit;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Tells who sent a request. */
@FunctionalInterface
interface CurrentUser {

    /** Gives null for nobody in particular. */
    @Nullable
    Principal of(HttpServletRequest request);
}
