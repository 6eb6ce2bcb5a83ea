using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Metering;

/// <summary>The length of a token of each model, taught by what its provider reports; of 10,000 models at most.</summary>
internal sealed class TokenLengths
{
    // Callers may name models of providers that serve any; of what is forgotten the estimate starts anew.
    private const int MostModels = 10_000;

    private static readonly TokenBasis Unlearnt = new TokenLength().Basis;

    private readonly ConcurrentDictionary<string, TokenLength> _models = new(StringComparer.Ordinal);

    /// <summary>What an estimate for an attempt rests on now.</summary>
    public TokenBasis BasisOf(Attempt attempt) => _models.TryGetValue(attempt.Candidate.Model.Id, out var length) ? length.Basis : Unlearnt;

    /// <summary>Learns from an attempt that succeeded and was told its counts.</summary>
    public void Learn(Exchange exchange, Attempt attempt, TokenUsage told)
    {
        var lens = exchange.Ask.Lens;
        if (attempt.Outcome == Outcome.Succeeded && !told.IsFlagged && lens.Images == 0)
        {
            Of(attempt).Learn(lens.TextBytes, told.Prompt - Estimator.FrameTokens, attempt.TextBytes, told.Completion - told.Reasoning - told.AudioOut);
        }
    }

    private TokenLength Of(Attempt attempt)
    {
        var model = attempt.Candidate.Model.Id;
        if (_models.TryGetValue(model, out var known))
        {
            return known;
        }

        if (_models.Count >= MostModels)
        {
            _models.Clear();
        }

        return _models.GetOrAdd(model, static _ => new TokenLength());
    }
}
