package dev.gatehouse.environment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was found, the worst first. Immutable.
 *
 * @param production whether the service runs in production
 * @param findings what was found and is not suppressed
 * @param suppressed what was found and is accepted
 * @param expired suppressions whose time is over, although what they covered is still found
 */
public record Report(
        boolean production, List<Finding> findings, List<Suppressed> suppressed, List<Suppression> expired) {

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::id)
            .thenComparing(finding -> String.valueOf(finding.property()));

    /** Copies the lists. */
    public Report {
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
        expired = List.copyOf(expired);
    }

    /**
     * A finding that is accepted.
     *
     * @param finding the finding
     * @param by what accepts it
     */
    public record Suppressed(Finding finding, Suppression by) {}

    /**
     * Sorts findings into a report.
     *
     * @param production whether the service runs in production
     * @param found all that was found
     * @param suppressions what is accepted
     * @param today the day on which the suppressions are judged
     * @return the report
     */
    public static Report of(boolean production, List<Finding> found, List<Suppression> suppressions, LocalDate today) {
        List<Finding> findings = new ArrayList<>();
        List<Suppressed> suppressed = new ArrayList<>();
        List<Suppression> expired = new ArrayList<>();
        found.stream().distinct().sorted(WORST_FIRST).forEach(finding -> {
            Suppression by = covering(finding, suppressions, today);
            if (by != null) {
                suppressed.add(new Suppressed(finding, by));
                return;
            }
            findings.add(finding);
            suppressions.stream()
                    .filter(suppression -> suppression.covers(finding) && !expired.contains(suppression))
                    .forEach(expired::add);
        });
        return new Report(production, findings, suppressed, expired);
    }

    private static @Nullable Suppression covering(Finding finding, List<Suppression> suppressions, LocalDate today) {
        for (Suppression suppression : suppressions) {
            if (suppression.covers(finding) && !suppression.isExpired(today)) {
                return suppression;
            }
        }
        return null;
    }

    /**
     * Counts findings.
     *
     * @param severity of which severity
     * @return how many there are that are not suppressed
     */
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /**
     * Tells whether there is a finding that is as bad or worse.
     *
     * @param severity how bad
     * @return true if there is one that is not suppressed
     */
    public boolean hasAtLeast(Severity severity) {
        return findings.stream().anyMatch(finding -> finding.severity().compareTo(severity) >= 0);
    }

    /**
     * Leaves out what is less bad.
     *
     * @param severity the least severity to keep
     * @return the report without the rest
     */
    public Report atLeast(Severity severity) {
        return new Report(
                production,
                findings.stream()
                        .filter(finding -> finding.severity().compareTo(severity) >= 0)
                        .toList(),
                suppressed,
                expired);
    }

    /**
     * Writes the report for people.
     *
     * @return several lines without a line break at the end
     */
    public String toText() {
        return new ReportText(this).toString();
    }

    /**
     * Writes the report for programs.
     *
     * @return a JSON object
     */
    public String toJson() {
        return new ReportJson(this).toString();
    }
}
