package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthSection;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;

/** CPU, memory and threads, as the virtual machine counts them. */
final class MachineSection implements HealthSection {

    @Override
    public String name() {
        return "system";
    }

    @Override
    public Map<String, Object> read() {
        Map<String, Object> system = new LinkedHashMap<>();
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        system.put("uptime_seconds", runtime.getUptime() / 1000);
        system.put("cpu", cpu());
        system.put("memory", memory());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        system.put("threads", Map.of("live", threads.getThreadCount(), "peak", threads.getPeakThreadCount()));
        return system;
    }

    /** Loads are from 0 to 1; what the platform does not tell is left out. */
    private static Map<String, Object> cpu() {
        Map<String, Object> cpu = new LinkedHashMap<>();
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        cpu.put("processors", system.getAvailableProcessors());
        if (system instanceof com.sun.management.OperatingSystemMXBean more) {
            putKnown(cpu, "process_load", more.getProcessCpuLoad());
            putKnown(cpu, "system_load", more.getCpuLoad());
        }
        putKnown(cpu, "load_average_1m", system.getSystemLoadAverage());
        return cpu;
    }

    private static void putKnown(Map<String, Object> cpu, String name, double value) {
        if (value >= 0) {
            cpu.put(name, Math.round(value * 1000) / 1000.0);
        }
    }

    private static Map<String, Object> memory() {
        Map<String, Object> memory = new LinkedHashMap<>();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        memory.put("heap_used_bytes", heap.getUsed());
        memory.put("heap_committed_bytes", heap.getCommitted());
        memory.put("heap_max_bytes", heap.getMax());
        memory.put(
                "non_heap_used_bytes",
                ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed());
        return memory;
    }
}
