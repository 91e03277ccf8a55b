package dev.gatehouse.sample.errorrecord;

import dev.gatehouse.sample.PostgresServer;
import org.springframework.context.annotation.Import;

/** On PostgreSQL. */
@Import(PostgresServer.class)
class PostgresErrorRecordTests extends ErrorRecordTests {}
