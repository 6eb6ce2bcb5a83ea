using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Metering;

/// <summary>The length of a token of each model, taught by what its provider reports.</summary>
internal sealed class TokenLengths
{
    private readonly ConcurrentDictionary<string, TokenLength> _models = new(StringComparer.Ordinal);

    /// <summary>What an estimate for an attempt rests on now.</summary>
    public TokenBasis BasisOf(Attempt attempt) => Of(attempt).Basis;

    /// <summary>Learns from an attempt that succeeded and was told its counts.</summary>
    public void Learn(Exchange exchange, Attempt attempt, TokenUsage told)
    {
        var lens = exchange.Ask.Lens;
        if (attempt.Outcome == Outcome.Succeeded && !told.IsFlagged && lens.Images == 0)
        {
            Of(attempt).Learn(lens.TextBytes, told.Prompt - Estimator.FrameTokens, attempt.TextBytes, told.Completion - told.Reasoning - told.AudioOut);
        }
    }

    private TokenLength Of(Attempt attempt) => _models.GetOrAdd(attempt.Candidate.Model.Id, static _ => new TokenLength());
}
