package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.List;

/** A check as an application adds it, named in this module's META-INF/spring.factories of the tests. */
public final class NamedInFactoriesCheck implements Check {

    @Override
    public List<Finding> check(CheckContext context) {
        return context.isOn("shop.sandbox", false)
                ? List.of(Finding.of(
                                "SHOP001",
                                context.severity(Severity.ERROR),
                                "Payments go to the sandbox.",
                                Change.set("shop.sandbox", "false"))
                        .about("shop.sandbox", context.find("shop.sandbox")))
                : List.of();
    }
}
