package dev.gatehouse.autoconfigure.environment.check;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * What properties do not tell about databases: DB004 and DB007 for the URL of a bean, or the one that Spring Boot chose, and
 * DB008 for a source without a pool. Borrows no connection.
 */
final class DataSourceCheck implements Check {

    private final ConfigurableListableBeanFactory beans;

    DataSourceCheck(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public List<Finding> check(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        Singletons.of(beans, DataSource.class).forEach((name, source) -> {
            HikariDataSource pool =
                    DataSourceUnwrapper.unwrap(source, HikariConfigMXBean.class, HikariDataSource.class);
            String url = pool == null ? null : pool.getJdbcUrl();
            if (url != null && !url.equals(context.value(DatabaseChecks.URL))) {
                findings.addAll(DatabaseChecks.judge(context, new JdbcUrl(url), "bean " + name, null));
            }
            if (source instanceof AbstractDriverBasedDataSource) {
                findings.add(new Finding(
                        "DB008",
                        context.severity(Severity.WARNING),
                        "bean " + name,
                        null,
                        "The source of connections has no pool: each use opens one, and nothing limits how many.",
                        "Use a HikariDataSource, or remove the bean and set " + DatabaseChecks.URL + ".",
                        List.of()));
            }
        });
        return findings;
    }
}
