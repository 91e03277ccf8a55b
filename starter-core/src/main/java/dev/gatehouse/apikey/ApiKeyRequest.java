package dev.gatehouse.apikey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request whose user is the holder of a key. */
final class ApiKeyRequest extends HttpServletRequestWrapper {

    private final ApiKeyPrincipal principal;

    ApiKeyRequest(HttpServletRequest request, ApiKeyPrincipal principal) {
        super(request);
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
}
