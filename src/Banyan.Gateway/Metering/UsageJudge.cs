using Banyan.Gateway.Spine;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Metering;

/// <summary>Decides which tokens an attempt is charged: those reported, or the estimate where the report is missing or absurd.</summary>
internal static class UsageJudge
{
    private const int AbsurdWindows = 10;

    /// <summary>The tokens charged, and what they rest on where they are an estimate.</summary>
    public static (TokenUsage Usage, TokenBasis? Estimated) Judge(Exchange exchange, Attempt attempt, TokenLengths lengths)
    {
        if (attempt.Reported is { } reported)
        {
            var told = reported.ToTokens(attempt.Candidate.Provider.Is("totalGap", "reasoning"));
            if (told is not null && !IsAbsurd(reported, told, attempt.Candidate.Model))
            {
                lengths.Learn(exchange, attempt, told);
                return Complete(told, attempt, lengths.BasisOf(attempt));
            }

            // Something was told, so the mark stays even where it is not believed.
            var (instead, basis) = Estimate(exchange, attempt, lengths);
            return (told is null ? instead : instead with { IsFlagged = true }, basis);
        }

        // Providers bill no request they refuse: an error status without usage is a count of zero, not a gap to be guessed.
        return WasRefused(attempt) ? (TokenUsage.Zero, null) : Estimate(exchange, attempt, lengths);
    }

    private static (TokenUsage Usage, TokenBasis? Estimated) Estimate(Exchange exchange, Attempt attempt, TokenLengths lengths)
    {
        var basis = lengths.BasisOf(attempt);
        return (basis.Estimate(exchange, attempt), basis);
    }

    /// <summary>A report that came before the text was all there (Anthropic tells one output token at the start) does not cover what followed until the cut.</summary>
    private static (TokenUsage Usage, TokenBasis? Estimated) Complete(TokenUsage told, Attempt attempt, TokenBasis basis)
    {
        var received = basis.Received(attempt);
        return attempt.SawTerminal || attempt.Finishes > 0 || told.Completion >= received
            ? (told, null)
            : (told with { Output = received - told.Reasoning - told.AudioOut }, basis);
    }

    private static bool WasRefused(Attempt attempt) => !attempt.WasSent || (attempt.HttpStatus >= 400 && !attempt.SawContent);

    private static bool IsAbsurd(ReportedUsage reported, TokenUsage told, ModelEntry model) =>
        IsNegative(reported) || (model.Context is { } window && told.Total > (long)window * AbsurdWindows);

    private static bool IsNegative(ReportedUsage told) =>
        told.Input < 0 || told.CacheRead < 0 || told.CacheWrite5m < 0 || told.CacheWrite1h < 0 || told.ToolInput < 0
        || told.AudioIn < 0 || told.Output < 0 || told.Reasoning < 0 || told.AudioOut < 0 || told.Total < 0;
}
