using System.Globalization;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams.Probing;

/// <summary>What came of asking one provider with one key.</summary>
/// <param name="Provider">The provider's name in the configuration.</param>
/// <param name="Key">The key's name; null for a provider without keys.</param>
/// <param name="Model">The model asked; null when none is known to ask.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Failure">Why it did not answer; null when it did.</param>
public sealed record ProbeFinding(string Provider, string? Key, string? Model, TimeSpan Took, Failure? Failure)
{
    /// <summary>Whether address and key are good: the provider answered, or said no to this ask alone.</summary>
    public bool IsGood => Model is not null && Failure?.Kind is null or FailureKind.RateLimited or FailureKind.CallerFault;

    /// <summary>The finding in one sentence, as <c>openai (key main): answers, gpt-4o-mini in 412 ms</c>.</summary>
    public string Text => $"{Provider}{(Key is null ? "" : $" (key {Key})")}: {Words}";

    private string Words => this switch
    {
        { Model: null } => "has no model in the catalogue to ask; name one under models",
        { Failure: null } => string.Create(CultureInfo.InvariantCulture, $"answers, {Model} in {Took.TotalMilliseconds:F0} ms"),
        { Failure: { } failure } => failure.Kind switch
        {
            FailureKind.KeyRejected => $"does not accept the key: {failure.Message}",
            FailureKind.QuotaSpent => $"accepts the key, but its account is spent: {failure.Message}",
            FailureKind.RateLimited => $"accepts the key, and asks to be asked less: {failure.Message}",
            FailureKind.ModelDenied => $"accepts the key, but not for {Model}: {failure.Message}",
            FailureKind.ModelGone or FailureKind.UnknownModel => $"has no {Model}: {failure.Message}",
            FailureKind.RegionBlocked => $"does not serve this region: {failure.Message}",
            FailureKind.Unreachable or FailureKind.TimedOut => $"can't be reached: {failure.Message}",
            FailureKind.Overloaded => $"is reached, and fails: {failure.Message}",
            FailureKind.Garbled => $"answers in no language of its type: {failure.Message}",
            _ => $"is reached, and refuses this ask: {failure.Message}",
        },
    };
}
