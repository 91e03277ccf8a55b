package dev.gatehouse.benchmarks;

/** Addresses of clients, one after the other in no order. For one thread. */
final class Clients {

    static final int MANY = 100_000;

    private final String[] addresses;
    private long random;

    /**
     * Creates the clients.
     *
     * @param count how many, 1 to {@value #MANY}
     * @param seed where the order starts, another one for each thread
     */
    Clients(int count, long seed) {
        addresses = new String[count];
        for (int i = 0; i < count; i++) {
            addresses[i] = "198." + (18 + i / 65_536) + '.' + i / 256 % 256 + '.' + i % 256;
        }
        random = seed * 2 + 1;
    }

    String[] all() {
        return addresses.clone();
    }

    String next() {
        if (addresses.length == 1) {
            return addresses[0];
        }
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return addresses[(int) ((random >>> 32) * addresses.length >>> 32)];
    }
}
