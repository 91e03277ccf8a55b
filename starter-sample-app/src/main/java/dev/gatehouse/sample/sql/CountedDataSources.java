package dev.gatehouse.sample.sql;

import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts what goes through each data source, of JPA and of JDBC alike. A batch counts as one. The pool stays reachable by
 * {@link DataSource#unwrap}, as health and metrics ask for it.
 */
final class CountedDataSources implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof DataSource dataSource && !(bean instanceof ProxyDataSource)
                ? ProxyDataSourceBuilder.create(beanName, dataSource)
                        .listener(new Counting())
                        .build()
                : bean;
    }

    private static final class Counting implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

        /** Also of what failed: it was work, too. */
        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            StatementCount.add();
        }
    }
}
