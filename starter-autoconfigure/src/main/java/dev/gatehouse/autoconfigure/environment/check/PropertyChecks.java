package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.function.SingletonSupplier;

/** The checks of the properties of one service: ours and those that {@code META-INF/spring.factories} names. */
public final class PropertyChecks {

    private final ConfigurableEnvironment environment;
    private final ClassLoader classes;
    private final ConfiguredEnvironment context;

    /**
     * Reads the properties.
     *
     * @param environment the environment of the service
     * @param classes where to look for classes, metadata and further checks
     * @param today the day of the check
     */
    public PropertyChecks(ConfigurableEnvironment environment, ClassLoader classes, LocalDate today) {
        this.environment = environment;
        this.classes = classes;
        this.context = new ConfiguredEnvironment(environment, classes, today);
    }

    /**
     * Gives what the properties say, for further checks.
     *
     * @return the properties as they were read
     */
    public CheckContext context() {
        return context;
    }

    /**
     * Runs all checks.
     *
     * @return what was found
     */
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        for (Check check : all(classes)) {
            findings.addAll(check.check(context));
        }
        findings.addAll(new UnusableValueCheck(environment, classes).check(context, findings));
        return findings;
    }

    /**
     * Looks once more for what placeholders stand for.
     *
     * @return what is still missing
     */
    public List<Finding> resolveAgain() {
        List<Finding> missing = new ArrayList<>();
        KeyChecks.unresolved(new ConfiguredEnvironment(environment, classes, context.today()), missing);
        return missing;
    }

    /**
     * Tells what a later source of properties can change.
     *
     * @param finding what was found
     * @return whether it is a placeholder that nothing resolves
     */
    public static boolean isUnresolved(Finding finding) {
        return KeyChecks.isUnresolved(finding);
    }

    static List<Check> all(ClassLoader classes) {
        Supplier<MetadataKeys> known = SingletonSupplier.of(() -> new MetadataKeys(classes));
        List<Check> checks = new ArrayList<>();
        checks.add(new SecretChecks());
        checks.addAll(WebChecks.all());
        checks.addAll(RateLimitChecks.all());
        checks.addAll(ActuatorChecks.all());
        checks.addAll(AccountChecks.all(known));
        checks.addAll(DatabaseChecks.all());
        checks.add(new RedisChecks());
        checks.addAll(OperationChecks.all());
        checks.add(new KeyChecks(known));
        checks.add(new SuppressionCheck());
        checks.addAll(SpringFactoriesLoader.forDefaultResourceLocation(classes).load(Check.class));
        return checks;
    }
}
