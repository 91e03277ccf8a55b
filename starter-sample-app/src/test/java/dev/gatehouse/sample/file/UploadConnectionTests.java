package dev.gatehouse.sample.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.access.Caller;
import dev.gatehouse.name.SafeName;
import dev.gatehouse.sample.HttpTest;
import dev.gatehouse.sample.access.CurrentOwner;
import dev.gatehouse.sample.audit.AuditTrail;
import java.io.ByteArrayInputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class UploadConnectionTests extends HttpTest {

    @Autowired
    private FileRepository files;

    @Autowired
    private FileStorage storage;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private Clock clock;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private DataSource dataSource;

    @Test
    void slowUploadHoldsNoConnectionOfThePool() throws SQLException {
        HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
        List<Integer> connections = new ArrayList<>();
        ByteArrayInputStream watching = new ByteArrayInputStream(new byte[100]) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                connections.add(pool.getHikariPoolMXBean().getActiveConnections());
                return super.read(target, offset, length);
            }
        };
        Caller caller = new Caller(UUID.randomUUID(), null, null, null, Set.of(), null, Set.of());
        CurrentOwner owner = caller::userId;
        FileService service = new FileService(files, storage, owner, () -> Optional.of(caller), audit, events, clock);

        FileResponse stored = new TransactionTemplate(transactions)
                .execute(status -> service.store(SafeName.of("a.txt"), "text/plain", watching));

        assertThat(stored.size()).isEqualTo(100);
        assertThat(connections).isNotEmpty().containsOnly(0);
    }
}
