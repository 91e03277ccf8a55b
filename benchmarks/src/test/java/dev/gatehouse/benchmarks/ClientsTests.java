package dev.gatehouse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientsTests {

    @Test
    void allAddressesDiffer() {
        assertThat(new Clients(Clients.MANY, 0).all()).doesNotHaveDuplicates().contains("198.18.0.0", "198.19.134.159");
    }

    @Test
    void comeInNoOrderButEvenly() {
        Clients clients = new Clients(100, 1);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            seen.add(clients.next());
        }
        assertThat(seen).hasSize(100);
    }
}
