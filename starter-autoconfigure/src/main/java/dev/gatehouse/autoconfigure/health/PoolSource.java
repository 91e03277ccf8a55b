package dev.gatehouse.autoconfigure.health;

import java.util.Map;

/** Reads pools by name, without taking anything out of them. */
interface PoolSource {

    Map<String, PoolReading> read();
}
