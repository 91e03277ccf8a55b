package dev.gatehouse.concurrency;

import dev.gatehouse.web.RequestMatcher;

/**
 * Requests that are counted together.
 *
 * @param name the name in metrics: 1 to 64 letters, digits, dots, hyphens or underscores, but not {@code all}
 * @param requests which requests belong to it
 * @param limit how many of them at once
 */
public record ConcurrencyGroup(String name, RequestMatcher requests, ConcurrencyLimit limit) {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is empty, too long, has other characters, or is that of all requests
     */
    public ConcurrencyGroup {
        if (name.equals("all")) {
            throw new IllegalArgumentException(
                    "'all' cannot name a group, metrics have all requests under it. Use another name, e.g. search.");
        }
        if (name.isEmpty() || name.length() > 64 || !name.chars().allMatch(ConcurrencyGroup::isAllowed)) {
            throw new IllegalArgumentException("'" + name + "' cannot name a group. Use 1 to 64 letters, digits, dots,"
                    + " hyphens or underscores, e.g. search.");
        }
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_';
    }
}
