package dev.gatehouse.sample.mfa;

import io.swagger.v3.oas.annotations.media.Schema;

@Schema(description = "What an authenticator app needs. Shown once.")
record MfaSetup(
        @Schema(
                description = "To type into an app: 32 characters of Base 32.",
                example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        String secret,

        @Schema(
                description = "To hand over to an app.",
                example = "otpauth://totp/Shop:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Shop")
        String otpauthUri,

        @Schema(
                description = "The URI as a QR code, a PNG in a data URI.",
                example = "data:image/png;base64,iVBORw0KGgo=")
        String qrPng,

        @Schema(description = "Seconds until the set-up has to be begun anew.", example = "600")
        long expiresIn) {

    @Override
    public String toString() {
        return "MfaSetup[***]";
    }
}
