package dev.gatehouse.environment;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes a report for people: what is wrong, where it was said, what to do. */
final class ReportText {

    private static final int WIDTH = 110;
    private static final String INDENT = "           ";

    private final StringBuilder text = new StringBuilder(1024);

    ReportText(Report report) {
        text.append("Environment check (")
                .append(report.production() ? "production" : "not production")
                .append("): ")
                .append(summary(report))
                .append('.');
        report.findings().forEach(this::finding);
        if (!report.suppressed().isEmpty()) {
            text.append("\n\nSuppressed:");
            report.suppressed().forEach(this::suppressed);
        }
        if (!report.expired().isEmpty()) {
            text.append("\n\nNo longer suppressed:");
            report.expired()
                    .forEach(suppression -> text.append("\n  ")
                            .append(suppression.id())
                            .append(" since ")
                            .append(suppression.until())
                            .append(": ")
                            .append(suppression.reason()));
        }
    }

    private static String summary(Report report) {
        StringJoiner counts = new StringJoiner(", ");
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.INFO)) {
            long count = report.count(severity);
            if (count > 0) {
                String name =
                        severity == Severity.INFO ? "note" : severity.name().toLowerCase(Locale.ROOT);
                counts.add(count + " " + name + (count == 1 ? "" : "s"));
            }
        }
        return counts.length() == 0 ? "nothing found" : counts.toString();
    }

    private void finding(Finding finding) {
        text.append("\n\n  ").append("%-7s  ".formatted(finding.severity())).append(finding.id());
        if (finding.property() != null) {
            text.append("  ").append(finding.property());
        }
        line("from", finding.origin());
        line("wrong", finding.problem());
        for (Change change : finding.changes()) {
            line("fix", change + ".");
        }
        line(finding.changes().isEmpty() ? "fix" : "", finding.advice());
    }

    private void suppressed(Report.Suppressed entry) {
        text.append("\n  ").append(entry.finding().id());
        if (entry.finding().property() != null) {
            text.append("  ").append(entry.finding().property());
        }
        text.append("\n").append(INDENT).append("reason  ").append(entry.by().reason());
        if (entry.by().until() != null) {
            text.append(" (until ").append(entry.by().until()).append(')');
        }
    }

    private void line(String label, @Nullable String content) {
        if (content == null || content.isBlank()) {
            return;
        }
        text.append('\n').append(INDENT).append("%-8s".formatted(label));
        int column = INDENT.length() + 8;
        boolean first = true;
        for (String word : content.split(" ", -1)) {
            if (!first && column + 1 + word.length() > WIDTH) {
                text.append('\n').append(INDENT).append("        ");
                column = INDENT.length() + 8;
                first = true;
            }
            text.append(first ? "" : " ").append(word);
            column += word.length() + (first ? 0 : 1);
            first = false;
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
