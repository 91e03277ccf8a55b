package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.autoconfigure.web.ErrorDispatch;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Judges once more by the handler that Spring MVC has chosen, should a filter behind the security chain have changed the request;
 * and is all there is where the chain is not ours. Static files,
 * functional routes and handlers of libraries are for the chain alone.
 */
final class AccessInterceptor implements HandlerInterceptor {

    private final Supplier<EndpointAccess> endpoints;
    private final Supplier<@Nullable CurrentCaller> caller;
    private final LibraryHandlers libraries;
    private final RejectionWriter rejections;

    /** Takes suppliers, since the mappings that the rules need ask for this first. */
    AccessInterceptor(
            Supplier<EndpointAccess> endpoints,
            Supplier<@Nullable CurrentCaller> caller,
            LibraryHandlers libraries,
            RejectionWriter rejections) {
        this.endpoints = endpoints;
        this.caller = caller;
        this.libraries = libraries;
        this.rejections = rejections;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method)
                || libraries.contain(method)
                || ErrorDispatch.leadsToErrorPage(request)
                || (request.getDispatcherType() == DispatcherType.ASYNC
                        && endpoints.get().wasAdmitted(request, handler))) {
            return true;
        }
        CurrentCaller known = caller.get();
        Problem problem = endpoints
                .get()
                .refusal(request, handler, known == null ? null : known.get().orElse(null));
        if (problem == null) {
            return true;
        }
        rejections.write(request, response, problem);
        return false;
    }
}
