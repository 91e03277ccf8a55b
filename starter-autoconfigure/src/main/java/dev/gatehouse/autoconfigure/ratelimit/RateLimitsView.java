package dev.gatehouse.autoconfigure.ratelimit;

import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint lists.
 *
 * @param bypassed whether no limit applies at all, for tests
 * @param rules all rules of the service
 * @param blocked keys that are blocked by a penalty, at most 1000, those that are blocked longest first
 */
record RateLimitsView(boolean bypassed, List<RuleView> rules, List<BlockedKeyView> blocked)
        implements OperationResponseBody {}
