package dev.gatehouse.batch;

import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many elements a batch may have, by name. Immutable, thread-safe.
 *
 * @param limits the most elements of each kind of batch, at least 1
 * @param enforced whether batches are limited at all
 */
public record BatchLimits(Map<String, Integer> limits, boolean enforced) {

    /** What a request may bring: 1000 by default. */
    public static final String IMPORT = "import";

    /** What a request may ask for at once: 10000 by default. The rest comes on further pages. */
    public static final String EXPORT = "export";

    private static final BatchLimits DEFAULTS = new BatchLimits(Map.of(IMPORT, 1000, EXPORT, 10_000), true);

    /**
     * Copies the limits and checks them.
     *
     * @throws IllegalArgumentException if a limit is less than 1
     */
    public BatchLimits {
        limits = Map.copyOf(limits);
        new TreeMap<>(limits).forEach((name, limit) -> {
            if (limit < 1) {
                throw new IllegalArgumentException(
                        "The limit of " + name + " cannot be " + limit + ". Use at least 1.");
            }
        });
    }

    /**
     * Returns the defaults: 1000 to import, 10000 to export.
     *
     * @return the defaults
     */
    public static BatchLimits defaults() {
        return DEFAULTS;
    }

    /**
     * Finds a limit.
     *
     * @param name the kind of batch
     * @return the most elements it may have; {@link Integer#MAX_VALUE} if nothing is limited
     * @throws IllegalArgumentException if there is no such limit; the message names those there are
     */
    public int of(String name) {
        Integer limit = limits.get(name);
        if (limit == null) {
            throw new IllegalArgumentException("There is no batch limit named '" + name + "'. Use one of "
                    + new TreeSet<>(limits.keySet()) + " or define it.");
        }
        return enforced ? limit : Integer.MAX_VALUE;
    }

    /**
     * Refuses a batch that is too large; for code that counts what no constraint can.
     *
     * @param name the kind of batch
     * @param size how many elements it has
     * @param field where it stands in the request
     * @throws ProblemException 400 that names the field if the batch is too large
     * @throws IllegalArgumentException if there is no such limit
     */
    public void check(String name, long size, String field) {
        int limit = of(name);
        if (size > limit) {
            throw ProblemException.validation(List.of(new FieldProblem(field, tooMany(limit), "max_batch_size")));
        }
    }

    static String tooMany(int limit) {
        return "Must have at most " + limit + " elements.";
    }
}
