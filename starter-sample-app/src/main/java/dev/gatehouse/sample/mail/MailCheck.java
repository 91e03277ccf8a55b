package dev.gatehouse.sample.mail;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What must not be of mails in production. Named in {@code META-INF/spring.factories}: it runs before anything is opened. */
final class MailCheck implements Check {

    private static final String TRANSPORT = "gatehouse.sample.mail.transport";
    private static final String FROM = "gatehouse.sample.mail.from";

    @Override
    public List<Finding> check(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        if (context.isProduction() && !"smtp".equalsIgnoreCase(context.value(TRANSPORT))) {
            findings.add(Finding.of(
                            "MAIL001",
                            Severity.ERROR,
                            "Mails go to the terminal, with links that open accounts, and nobody gets them.",
                            Change.set(TRANSPORT, "smtp"))
                    .about(TRANSPORT, context.find(TRANSPORT)));
        }
        if (context.isProduction() && isNobodys(context.value(FROM))) {
            findings.add(Finding.of(
                            "MAIL002",
                            Severity.ERROR,
                            "Mails come from no domain of yours: servers refuse them, and answers reach nobody.",
                            Change.set(FROM, "no-reply@example.com"))
                    .about(FROM, context.find(FROM))
                    .advise("Take an address of your own domain."));
        }
        return findings;
    }

    private static boolean isNobodys(@Nullable String from) {
        return from == null
                || from.isEmpty()
                || from.toLowerCase(Locale.ROOT).replace(">", "").endsWith("@localhost");
    }
}
