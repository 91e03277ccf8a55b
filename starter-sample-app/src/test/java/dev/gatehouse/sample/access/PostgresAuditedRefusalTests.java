package dev.gatehouse.sample.access;

import dev.gatehouse.sample.PostgresServer;
import org.springframework.context.annotation.Import;

/** On PostgreSQL. */
@Import(PostgresServer.class)
class PostgresAuditedRefusalTests extends AuditedRefusalTests {}
