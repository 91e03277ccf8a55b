package dev.gatehouse.apikey;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;

/** A request whose user is the holder of a key. */
final class ApiKeyRequest extends HttpServletRequestWrapper {

    private final HttpServletResponse response;
    private final ApiKeyPrincipal principal;

    /** Takes the response to go on with where the request is handled later. */
    ApiKeyRequest(HttpServletRequest request, HttpServletResponse response, ApiKeyPrincipal principal) {
        super(request);
        this.response = response;
        this.principal = principal;
    }

    @Override
    public Principal getUserPrincipal() {
        return principal;
    }

    @Override
    public String getRemoteUser() {
        return principal.getName();
    }

    @Override
    public String getAuthType() {
        return "API_KEY";
    }

    /** The roles of a caller by key are the key's scopes. */
    @Override
    public boolean isUserInRole(String role) {
        return principal.scopes().contains(role);
    }

    /** The container would go on with the request that it made itself, whose user is nobody. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }
}
