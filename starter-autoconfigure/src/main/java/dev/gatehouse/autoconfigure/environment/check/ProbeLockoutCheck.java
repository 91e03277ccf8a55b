package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.autoconfigure.addresslist.ProbeLockout;
import dev.gatehouse.autoconfigure.addresslist.ProbeLockouts;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** WEB013: an address list that keeps health probes away, so that healthy instances are restarted. */
final class ProbeLockoutCheck implements Check {

    private final ObjectProvider<ProbeLockouts> lockouts;

    ProbeLockoutCheck(ObjectProvider<ProbeLockouts> lockouts) {
        this.lockouts = lockouts;
    }

    @Override
    public List<Finding> check(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        lockouts.ifAvailable(found -> found.find().forEach(lockout -> findings.add(finding(context, lockout))));
        return findings;
    }

    private static Finding finding(CheckContext context, ProbeLockout lockout) {
        String allow = lockout.property() + ".allow";
        return new Finding(
                        "WEB013",
                        context.severity(Severity.WARNING),
                        null,
                        null,
                        "The list covers " + lockout.path() + " and refuses " + lockout.who()
                                + ": an orchestrator takes healthy instances for dead ones.",
                        "Add the addresses that the probes come from to " + allow
                                + ", e.g. 127.0.0.1, ::1 and 10.0.0.0/8," + " or leave the health paths out of "
                                + lockout.property() + ".path.",
                        List.of())
                .about(allow, context.find(allow));
    }
}
