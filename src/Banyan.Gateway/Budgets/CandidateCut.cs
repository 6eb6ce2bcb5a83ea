using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Takes candidates out of an exchange that budgets can't hold for, and says so in its decision.</summary>
internal static class CandidateCut
{
    /// <summary>Leaves out the candidates that lack something.</summary>
    /// <param name="exchange">The exchange, before its first attempt.</param>
    /// <param name="lackOf">What a model lacks, in words that follow its name; null when it lacks nothing.</param>
    /// <returns>False when none would be left, or none lacks anything; then the exchange is as it was.</returns>
    public static bool TryLeaveOut(Exchange exchange, Func<ModelEntry, string?> lackOf)
    {
        var lacks = new Dictionary<string, string>(StringComparer.Ordinal);
        var left = new List<Candidate>(exchange.Candidates.Count);
        foreach (var candidate in exchange.Candidates)
        {
            if (lackOf(candidate.Model) is { } lack)
            {
                lacks[candidate.Model.Id] = lack;
            }
            else
            {
                left.Add(candidate);
            }
        }

        if (left.Count == 0 || lacks.Count == 0)
        {
            return false;
        }

        exchange.Candidates = [.. left];
        exchange.IsHedged &= left.Count > 1;
        exchange.Decision = exchange.Decision is { } decision ? Told(decision, left, lacks) : null;
        return true;
    }

    private static RouteDecision Told(RouteDecision decision, List<Candidate> left, Dictionary<string, string> lacks) => decision with
    {
        Considered = [.. decision.Considered.Select(one => one.Reason is null && lacks.TryGetValue(one.Model, out var lack) ? one with { Reason = lack } : one)],
        Chosen = left[0].Model.Id,
        Chain = [.. left.Skip(1).Select(one => one.Model.Id)],
    };
}
