package dev.gatehouse.autoconfigure.health;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.health.HealthReading;
import dev.gatehouse.health.HealthStatus;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import javax.management.ObjectName;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class ContributorTests {

    @ParameterizedTest
    @CsvSource({
        "UP, UP",
        "DOWN, DOWN",
        "OUT_OF_SERVICE, OUT_OF_SERVICE",
        "UNKNOWN, UNKNOWN",
        "DEGRADED, DEGRADED",
        "LIMPING, DEGRADED",
        "FATAL, DOWN",
    })
    void readsAnyStatusByWhatActuatorWouldAnswer(String code, HealthStatus expected) {
        HealthReading reading = new IndicatorCheck(
                        () -> Health.status(code).withDetail("a", 1).build(),
                        () -> status -> status.getCode().equals("FATAL") ? 503 : 200)
                .check();
        assertThat(reading.status()).isEqualTo(expected);
        assertThat(reading.details()).containsEntry("a", 1);
    }

    @Test
    void knowsNothingOfAnIndicatorThatSaysNothing() {
        assertThat(new IndicatorCheck(() -> null, () -> status -> 200).check().status())
                .isEqualTo(HealthStatus.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"10, 1, 10, true", "10, 0, 10, false", "9, 1, 10, false", "10, 1, -1, false"})
    void aPoolIsSaturatedWhenItIsFullAndOthersWait(int active, int waiting, int max, boolean saturated) {
        assertThat(new PoolReading(active, 0, waiting, max).isSaturated()).isEqualTo(saturated);
    }

    @Test
    void seesAPoolThatIsNotForInjection() throws Exception {
        try (AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext()) {
            beans.registerBean(
                    "own",
                    HikariDataSource.class,
                    () -> pool("own"),
                    definition -> definition.setAutowireCandidate(false));
            beans.refresh();
            beans.getBean(HikariDataSource.class).getConnection().close();

            assertThat(new HikariPools(beans.getBeanProvider(DataSource.class)).read())
                    .containsOnlyKeys("own");
        }
    }

    private static HikariDataSource pool(String name) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:" + name);
        pool.setPoolName(name);
        return pool;
    }

    @Test
    void seesAPoolThatIsExhaustedWithoutWaitingForAConnection() throws Exception {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:pool");
            pool.setPoolName("orders");
            pool.setMaximumPoolSize(1);
            beans.registerSingleton("dataSource", new LazyConnectionDataSourceProxy(pool));
            PoolsHealth health = new PoolsHealth(List.of(new HikariPools(beans.getBeanProvider(DataSource.class))));
            assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
            Connection taken = pool.getConnection();
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            CompletableFuture<Connection> waits = CompletableFuture.supplyAsync(() -> {
                try {
                    return pool.getConnection();
                } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0) {
                Thread.onSpinWait();
            }
            Health saturated = health.health();
            assertThat(saturated.getStatus().getCode()).isEqualTo("DEGRADED");
            assertThat(saturated.getDetails())
                    .containsEntry("orders", Map.of("active", 1, "idle", 0, "waiting", 1, "max", 1));
            taken.close();
            waits.get().close();
        }
    }

    @Test
    void readsThePoolsOfRedisClients() throws Exception {
        ObjectName name = new ObjectName("org.apache.commons.pool2:type=GenericObjectPool,name=pool7");
        ManagementFactory.getPlatformMBeanServer().registerMBean(new Pool(), name);
        try {
            assertThat(new CommonsPools().read()).containsEntry("pool7", new PoolReading(8, 0, 3, 8));
            assertThat(new PoolsHealth(List.of(new CommonsPools()))
                            .health()
                            .getStatus()
                            .getCode())
                    .isEqualTo("DEGRADED");
        } finally {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        }
    }

    @Test
    void wantsStorageThatCanBeWrittenAndHasSpace(@TempDir Path directory) throws Exception {
        Health up = new StorageHealth(List.of(directory), 1).health();
        assertThat(up.getStatus()).isEqualTo(Status.UP);
        assertThat(Files.list(directory)).isEmpty();
        assertThat(new StorageHealth(List.of(directory), Long.MAX_VALUE)
                        .health()
                        .getStatus())
                .isEqualTo(Status.DOWN);
        Health missing = new StorageHealth(List.of(directory, directory.resolve("missing")), 1).health();
        assertThat(missing.getStatus()).isEqualTo(Status.DOWN);
        assertThat(missing.getDetails())
                .containsEntry(
                        directory.resolve("missing").toString(),
                        Map.of("writable", false, "error", "NoSuchFileException"));
    }

    @Test
    void isDownWhileMigrationsArePending(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("V1__first.sql"), "create table first (id int);");
        DataSource database = new EmbeddedDatabaseBuilder()
                .setType(EmbeddedDatabaseType.H2)
                .generateUniqueName(true)
                .build();
        Flyway flyway = Flyway.configure()
                .dataSource(database)
                .locations("filesystem:" + directory)
                .load();
        MigrationHealth health = new MigrationHealth(List.of(flyway));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails()).containsEntry("pending", 1);
        flyway.migrate();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getDetails()).containsEntry("pending", 0).containsEntry("applied", 1);
    }

    @Test
    void asksTheServerOfASessionOfTheContainer() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.host", "127.0.0.1");
            properties.setProperty("mail.smtp.port", Integer.toString(server.getLocalPort()));
            JavaMailSenderImpl sender = new JavaMailSenderImpl();
            sender.setSession(Session.getInstance(properties));
            Thread mailServer = new Thread(() -> greet(server));
            mailServer.start();

            Health health = new MailHealth(List.of(sender), Duration.ofSeconds(1)).health();

            assertThat(health.getStatus()).isEqualTo(Status.UP);
            mailServer.join();
        }
    }

    @Test
    void asksTheServerOfASessionBesideAHost() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.port", Integer.toString(server.getLocalPort()));
            JavaMailSenderImpl sender = new JavaMailSenderImpl();
            sender.setHost("127.0.0.1");
            sender.setSession(Session.getInstance(properties));
            Thread mailServer = new Thread(() -> greet(server));
            mailServer.setDaemon(true);
            mailServer.start();

            assertThat(new MailHealth(List.of(sender), Duration.ofSeconds(1))
                            .health()
                            .getStatus())
                    .isEqualTo(Status.UP);
        }
    }

    @Test
    void leavesTheLogInToASenderThatHasAWayOfItsOwn() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl() {
            @Override
            protected Transport connectTransport() throws MessagingException {
                return getTransport(getSession());
            }
        };
        sender.setHost("127.0.0.1");
        sender.setPort(1);
        assertThat(new MailHealth(List.of(sender), Duration.ofSeconds(1))
                        .health()
                        .getStatus())
                .isEqualTo(Status.UP);
    }

    private static void greet(ServerSocket server) {
        try (Socket client = server.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
            client.getOutputStream().write("220 here\r\n".getBytes(US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                client.getOutputStream().write("250 ok\r\n".getBytes(US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void saysSoIfMailIsNotConfigured() {
        Health health = new MailHealth(List.of(), Duration.ofSeconds(1)).health();
        assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(health.getDetails()).containsEntry("configured", false);
    }

    /** What a pool of Apache Commons shows for management. */
    public interface PoolMXBean {
        int getNumActive();

        int getNumIdle();

        int getNumWaiters();

        int getMaxTotal();
    }

    static final class Pool implements PoolMXBean {

        @Override
        public int getNumActive() {
            return 8;
        }

        @Override
        public int getNumIdle() {
            return 0;
        }

        @Override
        public int getNumWaiters() {
            return 3;
        }

        @Override
        public int getMaxTotal() {
            return 8;
        }
    }
}
