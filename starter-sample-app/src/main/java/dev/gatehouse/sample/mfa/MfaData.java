package dev.gatehouse.sample.mfa;

import dev.gatehouse.sample.privacy.PersonalData;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Of a second factor there is little to hand out: secrets and codes stay where they are. */
@Component
class MfaData implements PersonalData {

    private final SecondFactor factor;
    private final MfaService mfa;

    MfaData(SecondFactor factor, MfaService mfa) {
        this.factor = factor;
        this.mfa = mfa;
    }

    @Override
    public String section() {
        return "second_factor";
    }

    @Override
    public Object export(UUID userId) {
        return new Exported(factor.isEnabled(userId));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(UUID userId) {
        mfa.remove(userId);
    }

    record Exported(boolean enabled) {}
}
