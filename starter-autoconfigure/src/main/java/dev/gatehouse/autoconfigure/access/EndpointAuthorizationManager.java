package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.autoconfigure.web.ErrorDispatch;
import dev.gatehouse.error.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Asks the rule of the handler that will run. A dispatch to an error page, and an asynchronous one to where the request was, end a
 * request that was judged already; any other leads to another handler and is judged by that.
 */
final class EndpointAuthorizationManager implements AuthorizationManager<RequestAuthorizationContext> {

    private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);

    private final EndpointAccess endpoints;

    EndpointAuthorizationManager(EndpointAccess endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends Authentication> authentication, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        if (ErrorDispatch.leadsToErrorPage(request)
                || (request.getDispatcherType() == DispatcherType.ASYNC && endpoints.wasAdmitted(request))) {
            return GRANTED;
        }
        Problem problem = endpoints.refusal(request, SecurityCurrentCaller.of(authentication.get()));
        if (problem != null) {
            throw new RefusedException(problem);
        }
        return GRANTED;
    }
}
