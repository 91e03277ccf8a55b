package dev.gatehouse.error;

/**
 * Which filter refused a request, and why: the two words by which refusals are counted. Both come from small closed
 * sets and never from the client. Immutable.
 *
 * @param filter the filter, in lower snake case, e.g. {@code trusted_hosts}
 * @param reason the reason, in lower snake case, e.g. {@code not_allowed}
 */
public record Refusal(String filter, String reason) {

    /**
     * Checks the words.
     *
     * @throws IllegalArgumentException if one of them is not lower snake case of 1 to 64 characters
     */
    public Refusal {
        requireWord("filter", filter);
        requireWord("reason", reason);
    }

    private static void requireWord(String part, String word) {
        if (!SnakeCase.matches(word)) {
            throw new IllegalArgumentException("'" + word + "' cannot name the " + part
                    + " of a refusal. Write 1 to 64 characters of lower snake case.");
        }
    }
}
