package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.autoconfigure.addresslist.ProbeLockouts;
import dev.gatehouse.environment.Check;
import dev.gatehouse.ratelimit.RateLimitStore;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The checks of beans that Gatehouse brings. Named by class where a library is optional, rather than beans behind
 * conditions: they are run once and nothing injects them.
 */
public final class BeanChecks {

    private static final String MVC = "org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport";
    private static final String CORS = "org.springframework.web.cors.UrlBasedCorsConfigurationSource";
    private static final List<String> SECURITY = List.of(
            "org.springframework.security.web.FilterChainProxy",
            "org.springframework.security.provisioning.InMemoryUserDetailsManager");
    private static final List<String> DATABASE = List.of(
            "javax.sql.DataSource",
            "com.zaxxer.hikari.HikariDataSource",
            "org.springframework.boot.jdbc.DataSourceUnwrapper");

    private BeanChecks() {}

    /**
     * Gives those whose libraries are there.
     *
     * @param beans the beans of the service
     * @return the checks, to which others may be added
     */
    public static List<Check> of(ConfigurableListableBeanFactory beans) {
        List<Check> checks = new ArrayList<>();
        checks.add(new SharedStoreCheck(beans.getBeanProvider(RateLimitStore.class)));
        checks.add(new AccountStoreCheck(beans));
        checks.add(new ProbeLockoutCheck(beans.getBeanProvider(ProbeLockouts.class)));
        checks.add(new UncheckedConstraintCheck(beans));
        if (arePresent(List.of(MVC), beans)) {
            checks.add(new MvcConfigurationCheck(beans));
        }
        if (arePresent(List.of(CORS), beans)) {
            checks.add(new CorsSourceCheck(beans));
        }
        if (arePresent(SECURITY, beans)) {
            checks.add(new SecurityChainCheck(beans));
        }
        if (arePresent(DATABASE, beans)) {
            checks.add(new DataSourceCheck(beans));
        }
        return checks;
    }

    private static boolean arePresent(List<String> types, ConfigurableListableBeanFactory beans) {
        for (String type : types) {
            if (!ClassUtils.isPresent(type, beans.getBeanClassLoader())) {
                return false;
            }
        }
        return true;
    }
}
