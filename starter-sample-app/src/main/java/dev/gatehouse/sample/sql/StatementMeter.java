package dev.gatehouse.sample.sql;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells what requests cost: the distribution {@code sql.statements} by method and route, and a log line for each one above the
 * budget. Thread-safe.
 */
@Component
class StatementMeter {

    private static final Logger log = LoggerFactory.getLogger(StatementMeter.class);

    private final Meter.MeterProvider<DistributionSummary> summaries;
    private final SqlProperties budgets;

    StatementMeter(MeterRegistry meters, SqlProperties budgets) {
        this.summaries = DistributionSummary.builder("sql.statements")
                .description("SQL statements that a request cost.")
                .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200)
                .withRegistry(meters);
        this.budgets = budgets;
    }

    void record(String method, String route, int statements) {
        summaries.withTags(Tags.of("method", method, "route", route)).record(statements);
        int budget = reads(method) ? budgets.budget() : budgets.writeBudget();
        if (budget > 0 && statements > budget) {
            log.atWarn()
                    .addKeyValue("sql_statements", statements)
                    .log(
                            "{} {} cost {} SQL statements, more than the budget of {}.",
                            method,
                            route,
                            statements,
                            budget);
        }
    }

    private static boolean reads(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }
}
