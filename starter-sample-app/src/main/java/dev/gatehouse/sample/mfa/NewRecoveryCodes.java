package dev.gatehouse.sample.mfa;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(description = "Codes for the day the phone is lost, each good once. Shown once: print them.")
record NewRecoveryCodes(List<String> recoveryCodes) {

    @Override
    public String toString() {
        return "NewRecoveryCodes[***]";
    }
}
