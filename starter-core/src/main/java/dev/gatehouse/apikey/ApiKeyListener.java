package dev.gatehouse.apikey;

import jakarta.servlet.http.HttpServletRequest;

/** Hears how each check of a key ended, for counters and the audit log. Must not throw. */
@FunctionalInterface
public interface ApiKeyListener {

    /**
     * A key was checked.
     *
     * @param request the request it came with
     * @param decision how it ended
     */
    void onDecision(HttpServletRequest request, ApiKeyDecision decision);
}
