package dev.gatehouse.autoconfigure.health;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceUnwrapper;

/** The pools of Hikari that have been started, also behind proxies; also of beans that are not for injection. */
final class HikariPools implements PoolSource {

    private final ObjectProvider<DataSource> dataSources;

    HikariPools(ObjectProvider<DataSource> dataSources) {
        this.dataSources = dataSources;
    }

    @Override
    public Map<String, PoolReading> read() {
        Map<String, PoolReading> pools = new LinkedHashMap<>();
        try (Stream<DataSource> all = dataSources.stream(ObjectProvider.UNFILTERED, false)) {
            all.forEach(dataSource -> {
                HikariDataSource hikari = unwrap(dataSource);
                PoolReading reading = hikari == null ? null : read(hikari);
                if (hikari != null && reading != null) {
                    pools.put(hikari.getPoolName(), reading);
                }
            });
        }
        return pools;
    }

    static @Nullable HikariDataSource unwrap(DataSource dataSource) {
        return DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
    }

    /** Gives null as long as the pool has not been started. */
    static @Nullable PoolReading read(HikariDataSource hikari) {
        HikariPoolMXBean pool = hikari.getHikariPoolMXBean();
        return pool == null
                ? null
                : new PoolReading(
                        pool.getActiveConnections(),
                        pool.getIdleConnections(),
                        pool.getThreadsAwaitingConnection(),
                        hikari.getMaximumPoolSize());
    }
}
