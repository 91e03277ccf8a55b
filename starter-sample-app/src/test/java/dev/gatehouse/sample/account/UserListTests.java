package dev.gatehouse.sample.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.HttpTest;
import dev.gatehouse.sample.TestUsers.TestUser;
import dev.gatehouse.sample.access.SystemRole;
import dev.gatehouse.sample.paging.PageResponse;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts that are removed for good between the search and the look at what it found. */
class UserListTests extends HttpTest {

    @Autowired
    private ApplicationContext service;

    @Test
    void leavesOutWhoIsGoneByNow() {
        TestUser user = users.signIn(SystemRole.USER);
        try (AnnotationConfigApplicationContext withSearch = new AnnotationConfigApplicationContext()) {
            withSearch.setParent(service);
            withSearch.registerBean(
                    "userSearch", UserSearch.class, () -> new Found(service, List.of(UUID.randomUUID(), user.id())));
            withSearch.registerBean(UserAdminService.class);
            withSearch.refresh();

            PageResponse<UserResponse> page = withSearch
                    .getBean(UserAdminService.class)
                    .list(new UserCriteria(null, null, null), PageRequest.of(0, 2));

            assertThat(page.content()).extracting(UserResponse::id).containsExactly(user.id());
            assertThat(page.size()).isEqualTo(2);
            assertThat(page.totalElements()).isEqualTo(7);
        }
    }

    private static final class Found extends UserSearch {

        private final List<UUID> ids;

        Found(ApplicationContext service, List<UUID> ids) {
            super(service.getBean(JdbcClient.class), service.getBean(Clock.class));
            this.ids = ids;
        }

        @Override
        Page<UUID> find(UserCriteria criteria, Pageable page) {
            return new PageImpl<>(ids, page, 7);
        }
    }
}
