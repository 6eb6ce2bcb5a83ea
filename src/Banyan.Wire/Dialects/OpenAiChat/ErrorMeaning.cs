namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>What an upstream's status and words mean; every row is in docs/wire/openai-chat.md.</summary>
internal static class ErrorMeaning
{
    private static readonly string[] Quota = ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "insufficient_balance", "credits_exhausted", "quota_exceeded_error"];
    private static readonly string[] BadKey = ["invalid_api_key", "authentication_error", "invalid_authentication", "account_deactivated", "api_key_invalid", "unauthenticated", "invalid_organization"];
    private static readonly string[] NoModel = ["model_not_found", "deploymentnotfound", "model_not_available", "model_decommissioned", "invalid_model", "model_deprecated"];
    private static readonly string[] TooLong = ["context_length_exceeded", "string_above_max_length", "context_window_exceeded", "max_context_length_exceeded"];
    private static readonly string[] Filtered = ["content_filter", "content_policy_violation", "responsibleaipolicyviolation", "content_policy", "moderation_blocked", "invalid_prompt", "data_inspection_failed"];
    private static readonly string[] TooLongPhrases = ["maximum context length", "context window", "context length", "prompt is too long", "input token count exceeds", "exceeds the maximum number of tokens"];

    public static FailureKind Of(int status, ToldError told) => ByWord(told) ?? ByStatus(status, told);

    /// <summary>The stable word that goes with a kind when an upstream is its cause.</summary>
    public static string CodeOf(FailureKind kind, int status) => kind switch
    {
        FailureKind.QuotaSpent or FailureKind.KeyRejected => "upstream_credentials_exhausted",
        FailureKind.ContextTooLong => "context_length_exceeded",
        FailureKind.Refused => "provider_refused",
        FailureKind.RateLimited => "provider_rate_limited",
        FailureKind.Overloaded => "provider_unavailable",
        FailureKind.TimedOut => "provider_timeout",
        FailureKind.TooLarge => "too_large",
        FailureKind.CallerFault => status == 422 ? "provider_refused" : "invalid_request",
        FailureKind.ModelDenied or FailureKind.ModelGone or FailureKind.RegionBlocked or FailureKind.Garbled or FailureKind.Unreachable => "provider_error",
        FailureKind.UnknownModel or FailureKind.NotAllowed or FailureKind.OverBudget or FailureKind.Busy or FailureKind.Internal =>
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "An upstream can't be the cause."),
    };

    private static FailureKind? ByWord(ToldError told)
    {
        if (Has(Quota, told))
        {
            return FailureKind.QuotaSpent;
        }

        if (Has(Filtered, told))
        {
            return FailureKind.Refused;
        }

        if (Has(TooLong, told))
        {
            return FailureKind.ContextTooLong;
        }

        if (Is(told, "unsupported_country_region_territory") || Is(told, "user_location_not_supported"))
        {
            return FailureKind.RegionBlocked;
        }

        return Has(NoModel, told) ? FailureKind.ModelGone : Has(BadKey, told) ? FailureKind.KeyRejected : null;
    }

    private static FailureKind ByStatus(int status, ToldError told) => status switch
    {
        400 or 422 when Mentions(told, TooLongPhrases) => FailureKind.ContextTooLong,
        400 when Mentions(told, ["api key not valid", "api_key_invalid"]) => FailureKind.KeyRejected,
        400 when Mentions(told, ["user location is not supported"]) => FailureKind.RegionBlocked,
        401 => FailureKind.KeyRejected,
        402 => FailureKind.QuotaSpent,
        403 when !told.IsJson => FailureKind.Garbled,
        403 when Mentions(told, ["country", "region"]) => FailureKind.RegionBlocked,
        403 when Mentions(told, ["model"]) => FailureKind.ModelDenied,
        403 => FailureKind.KeyRejected,
        404 or 410 => FailureKind.ModelGone,
        408 or 504 or 522 or 524 => FailureKind.TimedOut,
        409 or 425 or 498 => FailureKind.Overloaded,
        413 => FailureKind.TooLarge,
        429 => FailureKind.RateLimited,
        451 => FailureKind.RegionBlocked,
        >= 400 and < 500 => FailureKind.CallerFault,
        >= 500 => FailureKind.Overloaded,
        _ => ByType(told),
    };

    /// <summary>An error without a status of its own stood inside a 200.</summary>
    private static FailureKind ByType(ToldError told)
    {
        if (Is(told, "rate_limit_exceeded") || Is(told, "rate_limit_error") || Is(told, "requests") || Is(told, "tokens") || Is(told, "RESOURCE_EXHAUSTED"))
        {
            return FailureKind.RateLimited;
        }

        return Is(told, "invalid_request_error") || Is(told, "BadRequestError") || Is(told, "INVALID_ARGUMENT") ? FailureKind.CallerFault
            : Is(told, "timeout") || Is(told, "timeout_error") ? FailureKind.TimedOut
            : FailureKind.Overloaded;
    }

    private static bool Has(string[] words, ToldError told) => Array.Exists(words, word => Is(told, word));

    private static bool Is(ToldError told, string word) =>
        string.Equals(told.Code, word, StringComparison.OrdinalIgnoreCase) || string.Equals(told.Type, word, StringComparison.OrdinalIgnoreCase);

    private static bool Mentions(ToldError told, string[] phrases) =>
        told.Message is { } message && Array.Exists(phrases, phrase => message.Contains(phrase, StringComparison.OrdinalIgnoreCase));
}
