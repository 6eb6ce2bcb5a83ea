namespace Banyan.Wire.Dialects.Gemini;

/// <summary>The meaning of Gemini's errors. The status word alone does not tell: a dead key is a 400, and one 429 covers a minute and a month.</summary>
internal static class GeminiErrorMeaning
{
    public static Failure Of(GeminiToldError told)
    {
        var word = told.Word ?? WordOf(told.Status);
        return word switch
        {
            "INVALID_ARGUMENT" or "OUT_OF_RANGE" => InvalidArgument(told),
            "FAILED_PRECONDITION" => Precondition(told),
            "UNAUTHENTICATED" => Make(FailureKind.KeyRejected, "upstream_credentials_exhausted", told, "The provider refused its key."),
            "PERMISSION_DENIED" => Denied(told),
            "NOT_FOUND" => Make(FailureKind.ModelGone, "provider_error", told, "The provider does not have the model."),
            "RESOURCE_EXHAUSTED" => Exhausted(told),
            "UNAVAILABLE" or "INTERNAL" or "UNKNOWN" or "ABORTED" or "DATA_LOSS" =>
                Make(FailureKind.Overloaded, "provider_unavailable", told, "The provider is overloaded or failed."),
            "DEADLINE_EXCEEDED" => Make(FailureKind.TimedOut, "provider_timeout", told, "The provider ran out of time."),
            "TOO_LARGE" => Make(FailureKind.TooLarge, "too_large", told, "The ask is too large for the provider."),
            _ => Unknown(told),
        };
    }

    private static Failure InvalidArgument(GeminiToldError told)
    {
        if (told.Reasons.Contains("API_KEY_INVALID", StringComparer.Ordinal) || told.Reasons.Contains("API_KEY_EXPIRED", StringComparer.Ordinal)
            || Says(told, "API key not valid") || Says(told, "API key expired"))
        {
            return Make(FailureKind.KeyRejected, "upstream_credentials_exhausted", told, "The provider refused its key.");
        }

        if (Says(told, "token count") || Says(told, "maximum number of tokens") || Says(told, "context window") || Says(told, "input context is too long"))
        {
            return Make(FailureKind.ContextTooLong, "context_length_exceeded", told, "The ask does not fit the model's window.");
        }

        return Says(told, "payload size exceeds")
            ? Make(FailureKind.TooLarge, "too_large", told, "The ask is too large for the provider.")
            : Make(FailureKind.CallerFault, "provider_refused", told, "The provider refused the ask.");
    }

    private static Failure Precondition(GeminiToldError told)
    {
        if (Says(told, "location") || Says(told, "region") || Says(told, "country"))
        {
            return Make(FailureKind.RegionBlocked, "provider_error", told, "The provider does not serve this region.");
        }

        return Says(told, "billing")
            ? Make(FailureKind.QuotaSpent, "upstream_credentials_exhausted", told, "The provider's account is not paid for.")
            : Make(FailureKind.CallerFault, "provider_refused", told, "The provider refused the ask.");
    }

    private static Failure Denied(GeminiToldError told) =>
        Says(told, "model") && !Says(told, "API key")
            ? Make(FailureKind.ModelDenied, "provider_error", told, "The provider's key may not use the model.")
            : Make(FailureKind.KeyRejected, "upstream_credentials_exhausted", told, "The provider refused its key.");

    // A quota of a day will not be back soon; without a delay only the words can tell a spent account from a busy minute.
    private static Failure Exhausted(GeminiToldError told)
    {
        var spent = told.Quotas.Exists(quota => quota.Contains("PerDay", StringComparison.OrdinalIgnoreCase))
            || told.Status == 402 || (told.RetryDelay is null && (Says(told, "billing") || Says(told, "credit") || Says(told, "spend")));
        return spent
            ? Make(FailureKind.QuotaSpent, "upstream_credentials_exhausted", told, "The provider's quota is used up.")
            : Make(FailureKind.RateLimited, "provider_rate_limited", told, "The provider limits our rate.");
    }

    private static Failure Unknown(GeminiToldError told) => told.Status switch
    {
        0 or (>= 200 and < 300) when !told.IsThere => Make(FailureKind.Garbled, "provider_error", told, "The provider answered something that is no answer."),
        451 => Make(FailureKind.RegionBlocked, "provider_error", told, "The provider does not serve this region."),
        >= 400 and < 500 => Make(FailureKind.CallerFault, "provider_refused", told, "The provider refused the ask."),
        >= 500 or 0 => Make(FailureKind.Overloaded, "provider_unavailable", told, "The provider failed."),
        _ => Make(FailureKind.Garbled, "provider_error", told, "The provider answered something that is no answer."),
    };

    private static Failure Make(FailureKind kind, string code, GeminiToldError told, string fallback) =>
        new(kind, code, ProviderText.Clean(told.Message, fallback)) { RetryAfter = told.RetryDelay };

    private static bool Says(GeminiToldError told, string words) => told.Message?.Contains(words, StringComparison.OrdinalIgnoreCase) ?? false;

    private static string WordOf(int status) => status switch
    {
        400 => "INVALID_ARGUMENT",
        401 => "UNAUTHENTICATED",
        402 or 429 => "RESOURCE_EXHAUSTED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        408 or 504 => "DEADLINE_EXCEEDED",
        413 => "TOO_LARGE",
        >= 500 => "UNAVAILABLE",
        _ => "",
    };
}
