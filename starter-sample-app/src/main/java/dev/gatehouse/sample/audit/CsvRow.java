package dev.gatehouse.sample.audit;

import java.util.List;
import java.util.stream.Collectors;

/** Writes lines of CSV (RFC 4180). */
final class CsvRow {

    static final List<String> NAMES = List.of(
            "seq",
            "occurred_at",
            "actor_type",
            "actor_id",
            "on_behalf_of",
            "session_id",
            "api_key_id",
            "action",
            "target_type",
            "target_id",
            "outcome",
            "reason",
            "ip",
            "user_agent",
            "label",
            "request_id",
            "details");

    /** What makes a spreadsheet compute a cell instead of showing it (OWASP, CSV injection). */
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private CsvRow() {}

    static String line(List<String> cells) {
        return cells.stream().map(CsvRow::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
