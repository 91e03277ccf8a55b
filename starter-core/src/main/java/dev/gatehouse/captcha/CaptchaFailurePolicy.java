package dev.gatehouse.captcha;

/** What happens when the provider gives no usable answer. */
public enum CaptchaFailurePolicy {
    /** Refuse: nobody gets in while the provider is away. */
    REFUSE,
    /** Admit: whoever can keep the provider away gets around the captcha. */
    ADMIT
}
