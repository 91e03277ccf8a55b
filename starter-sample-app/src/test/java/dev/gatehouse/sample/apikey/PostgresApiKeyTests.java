package dev.gatehouse.sample.apikey;

import dev.gatehouse.sample.PostgresServer;
import org.springframework.context.annotation.Import;

/** On PostgreSQL. */
@Import(PostgresServer.class)
class PostgresApiKeyTests extends ApiKeyScenarios {}
