package dev.gatehouse.addresslist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.net.Cidr;
import dev.gatehouse.net.ClientAddress;
import dev.gatehouse.net.IpAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressListTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/8 | '' | 10.1.2.3 | true",
                "10.0.0.0/8 | '' | ::ffff:10.1.2.3 | true",
                "::ffff:10.0.0.0/104 | '' | 10.1.2.3 | true",
                "10.0.0.0/8 | '' | 11.1.2.3 | false",
                "10.0.0.0/8 | '' | ::10.1.2.3 | false",
                "10.0.0.0/8 | 10.1.0.0/16 | 10.1.2.3 | false",
                "10.1.0.0/16 | 10.0.0.0/8 | 10.1.2.3 | false",
                "10.0.0.0/8 | 10.1.0.0/16 | 10.2.2.3 | true",
                "'' | 2001:db8::/32 | 2001:db8::1 | false",
                "'' | 2001:db8::/32 | 2001:db9::1 | true",
                "'' | 0.0.0.0/0 | 2001:db9::1 | true",
                "0.0.0.0/0 | '' | 2001:db9::1 | false",
            })
    void deniesFirst(String allow, String deny, String address, boolean admitted) {
        assertThat(list(allow, deny).admits(new ClientAddress(IpAddress.of(address), false)))
                .isEqualTo(admitted);
    }

    @Test
    void refusesWhoseAddressCannotBeTold() {
        assertThat(list("0.0.0.0/0,::/0", "").admits(ClientAddress.UNKNOWN)).isFalse();
        assertThat(list("", "10.0.0.0/8").admits(ClientAddress.UNKNOWN)).isFalse();
    }

    @Test
    void refusesToNameNobody() {
        assertThatIllegalArgumentException().isThrownBy(() -> list("", "")).withMessageContaining("names nobody");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.42.0.0/16 | '' | true",
                "10.0.0.0/8 | 10.0.0.0/8 | false",
                "'' | 10.0.0.0/8 | false",
                "'' | 192.0.2.1 | true",
                "192.0.2.0/24 | '' | false",
                "0.0.0.0/0 | '' | true",
            })
    void knowsWhetherANetworkHasAWayIn(String allow, String deny, boolean admitted) {
        assertThat(list(allow, deny).admitsAnyOf(Cidr.of("10.0.0.0/8"))).isEqualTo(admitted);
    }

    private static AddressList list(String allow, String deny) {
        return new AddressList(request -> true, cidrs(allow), cidrs(deny));
    }

    private static List<Cidr> cidrs(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",")).map(Cidr::of).toList();
    }
}
