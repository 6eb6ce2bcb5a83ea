namespace Banyan.Wire;

/// <summary>Why something did not happen: an expected failure as a value.</summary>
/// <param name="Kind">Which of the closed set.</param>
/// <param name="Code">The stable word, one of <see cref="ErrorCode.All"/>.</param>
/// <param name="Message">What is wrong, where, and what to do; never a secret, never content.</param>
public sealed record Failure(FailureKind Kind, string Code, string Message)
{
    /// <summary>Which field of the ask is at fault, as an RFC 6901 pointer or a name; null when none is.</summary>
    public string? Param { get; init; }

    /// <summary>The provider's own code or type word, for the record.</summary>
    public string? ProviderCode { get; init; }

    /// <summary>The HTTP status the provider answered with; 0 when it gave none.</summary>
    public int ProviderStatus { get; init; }

    /// <summary>The provider's error body as it came, for relay to a caller of the same dialect; empty when there is none.</summary>
    public ReadOnlyMemory<byte> ProviderBody { get; init; }

    /// <summary>How long to wait before asking again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether Banyan has already retried, so that the caller's client should not.</summary>
    public bool AlreadyRetried { get; init; }

    /// <summary>The first move after this failure.</summary>
    public Recovery Recovery => Kind switch
    {
        FailureKind.CallerFault or FailureKind.UnknownModel or FailureKind.TooLarge or FailureKind.NotAllowed or FailureKind.Refused
            or FailureKind.OverBudget or FailureKind.Busy or FailureKind.Internal => Recovery.Stop,
        FailureKind.RateLimited => ProviderStatus == 0 ? Recovery.Stop : Recovery.OtherKey,
        FailureKind.KeyRejected or FailureKind.QuotaSpent => Recovery.OtherKey,
        FailureKind.ModelDenied or FailureKind.ModelGone or FailureKind.RegionBlocked or FailureKind.ContextTooLong
            or FailureKind.Unreachable or FailureKind.TimedOut => Recovery.OtherModel,
        FailureKind.Overloaded or FailureKind.Garbled => Recovery.SameKey,
    };

    /// <summary>The status a caller sees; dialects may wear it differently (Anthropic shows 503 as 529). A provider's own 400 stays one.</summary>
    public int HttpStatus => Code == "provider_refused" && ProviderStatus == 400 ? 400 : ErrorCode.Find(Code)?.HttpStatus ?? 500;

    /// <summary>Whether <see cref="ProviderBody"/> is the provider's word about the ask itself, which a caller of its dialect gets as it came.</summary>
    public bool IsProvidersWord => ProviderStatus is >= 400 and < 500 && !ProviderBody.IsEmpty && (ProviderBody.Span[0] is (byte)'{' or (byte)'[')
        && (Kind is FailureKind.CallerFault or FailureKind.Refused or FailureKind.ContextTooLong or FailureKind.TooLarge);
}
