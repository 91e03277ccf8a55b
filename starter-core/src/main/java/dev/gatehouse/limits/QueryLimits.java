package dev.gatehouse.limits;

/**
 * Bounds on the query of a request. Names and values are counted in characters after decoding.
 *
 * @param maxLength longest query in characters as sent, without the question mark, 0 or more
 * @param maxParameters most parameters, 0 or more
 * @param maxNameLength longest name of a parameter, 1 or more
 * @param maxValueLength longest value of a parameter, 0 or more
 * @param maxDuplicates how often one name may occur, 1 or more
 * @param maxDepth how many opening brackets a name may have, as in {@code items[0][name]}; 0 or more
 */
public record QueryLimits(
        int maxLength, int maxParameters, int maxNameLength, int maxValueLength, int maxDuplicates, int maxDepth) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is below its range
     */
    public QueryLimits {
        RequestLimitsSettings.requireAtLeast(0, maxLength, "maxLength");
        RequestLimitsSettings.requireAtLeast(0, maxParameters, "maxParameters");
        RequestLimitsSettings.requireAtLeast(1, maxNameLength, "maxNameLength");
        RequestLimitsSettings.requireAtLeast(0, maxValueLength, "maxValueLength");
        RequestLimitsSettings.requireAtLeast(1, maxDuplicates, "maxDuplicates");
        RequestLimitsSettings.requireAtLeast(0, maxDepth, "maxDepth");
    }

    /**
     * Gives the bounds without any configuration.
     *
     * @return 4,096 characters, 100 parameters, names of 256, values of 4,096, 50 of one name, 10 brackets
     */
    public static QueryLimits defaults() {
        return new QueryLimits(4096, 100, 256, 4096, 50, 10);
    }
}
