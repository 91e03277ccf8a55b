package dev.gatehouse.autoconfigure.health;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The pools of Apache Commons Pool 2, with which Lettuce and Jedis pool connections: they register themselves for
 * management, and nothing else gives them away.
 */
final class CommonsPools implements PoolSource {

    private static final ObjectName POOLS = name("org.apache.commons.pool2:type=GenericObjectPool,*");

    @Override
    public Map<String, PoolReading> read() {
        // Asked for here, not at the start: the first to ask has all of the JVM's own beans registered.
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Map<String, PoolReading> pools = new TreeMap<>();
        for (ObjectName pool : server.queryNames(POOLS, null)) {
            try {
                pools.put(
                        pool.getKeyProperty("name"),
                        new PoolReading(
                                number(server, pool, "NumActive"),
                                number(server, pool, "NumIdle"),
                                number(server, pool, "NumWaiters"),
                                number(server, pool, "MaxTotal")));
            } catch (JMException closedMeanwhile) {
                // It is no pool of the service any more.
            }
        }
        return pools;
    }

    private static int number(MBeanServer server, ObjectName pool, String attribute) throws JMException {
        return ((Number) server.getAttribute(pool, attribute)).intValue();
    }

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }
}
