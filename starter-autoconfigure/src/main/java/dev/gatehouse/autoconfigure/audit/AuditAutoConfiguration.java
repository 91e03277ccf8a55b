package dev.gatehouse.autoconfigure.audit;

import dev.gatehouse.audit.AuditChain;
import dev.gatehouse.audit.AuditSink;
import dev.gatehouse.audit.MemoryAuditSink;
import dev.gatehouse.autoconfigure.ConditionalOnAuth;
import dev.gatehouse.autoconfigure.secret.SecretAutoConfiguration;
import dev.gatehouse.secret.RootSecret;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Signs audit rows, and keeps the latest in memory where the service has no table for them. */
@AutoConfiguration(after = SecretAutoConfiguration.class)
@ConditionalOnAuth
@Lazy
public final class AuditAutoConfiguration {

    private static final int ROWS = 10_000;

    @Bean
    @ConditionalOnMissingBean
    AuditChain gatehouseAuditChain(RootSecret gatehouseRootSecret) {
        return new AuditChain(gatehouseRootSecret.keys("audit"));
    }

    @Bean
    @ConditionalOnMissingBean(AuditSink.class)
    MemoryAuditSink gatehouseAuditSink(AuditChain gatehouseAuditChain) {
        return new MemoryAuditSink(gatehouseAuditChain, ROWS);
    }
}
