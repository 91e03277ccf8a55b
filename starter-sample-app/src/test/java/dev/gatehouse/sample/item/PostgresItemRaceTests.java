package dev.gatehouse.sample.item;

import dev.gatehouse.sample.PostgresServer;
import org.springframework.context.annotation.Import;

/** On PostgreSQL. */
@Import(PostgresServer.class)
class PostgresItemRaceTests extends ItemRaceTests {}
