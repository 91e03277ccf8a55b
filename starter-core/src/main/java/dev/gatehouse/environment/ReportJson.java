package dev.gatehouse.environment;

import dev.gatehouse.error.JsonText;
import java.util.Locale;

/** Writes a report for programs. */
final class ReportJson {

    private final JsonText json = new JsonText();

    ReportJson(Report report) {
        json.begin()
                .member("production", report.production())
                .member("errors", report.count(Severity.ERROR))
                .member("warnings", report.count(Severity.WARNING))
                .member("notes", report.count(Severity.INFO))
                .beginArray("findings");
        report.findings().forEach(finding -> {
            json.begin();
            members(finding);
            json.end();
        });
        json.endArray().beginArray("suppressed");
        report.suppressed().forEach(entry -> {
            json.begin();
            members(entry.finding());
            json.member("reason", entry.by().reason());
            if (entry.by().until() != null) {
                json.member("until", entry.by().until().toString());
            }
            json.end();
        });
        json.endArray().beginArray("expired_suppressions");
        report.expired()
                .forEach(suppression -> json.begin()
                        .member("id", suppression.id())
                        .member("reason", suppression.reason())
                        .member("until", String.valueOf(suppression.until()))
                        .end());
        json.endArray().end();
    }

    private void members(Finding finding) {
        json.member("id", finding.id())
                .member("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        if (finding.property() != null) {
            json.member("property", finding.property());
        }
        if (finding.origin() != null) {
            json.member("origin", finding.origin());
        }
        json.member("problem", finding.problem())
                .member("remedy", finding.remedy())
                .beginArray("changes");
        for (Change change : finding.changes()) {
            json.begin()
                    .member("kind", change.kind().name().toLowerCase(Locale.ROOT))
                    .member("property", change.property())
                    .member("from", change.from())
                    .member("to", change.to())
                    .end();
        }
        json.endArray();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
