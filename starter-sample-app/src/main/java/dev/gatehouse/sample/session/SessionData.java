package dev.gatehouse.sample.session;

import dev.gatehouse.sample.privacy.PersonalData;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where and with what a user was signed in. */
@Component
class SessionData implements PersonalData {

    private final SessionTable sessions;
    private final LoginChallenges challenges;

    SessionData(SessionTable sessions, LoginChallenges challenges) {
        this.sessions = sessions;
        this.challenges = challenges;
    }

    @Override
    public String section() {
        return "sessions";
    }

    @Override
    public Object export(UUID userId) {
        return sessions.findAllOf(userId).stream()
                .map(session -> SessionResponse.of(session, null))
                .toList();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(UUID userId) {
        sessions.deleteAllOf(userId);
        challenges.deleteAllOf(userId);
    }
}
