namespace Banyan.Wire.Usage;

/// <summary>The one place where a provider's counts become ours.</summary>
internal static class UsageArithmetic
{
    public static TokenUsage? Normalise(ReportedUsage told, bool totalGapIsReasoning)
    {
        if (told.Input is null && told.Output is null && told.Total is null)
        {
            return null;
        }

        var flagged = false;
        var cached = Read(told.CacheRead, ref flagged);
        var write1h = Read(told.CacheWrite1h, ref flagged);
        var write5m = told.CacheWrite is null ? Read(told.CacheWrite5m, ref flagged) : Minus(Read(told.CacheWrite, ref flagged), write1h, ref flagged);
        var audioIn = Read(told.AudioIn, ref flagged);
        var toolInput = Read(told.ToolInput, ref flagged);
        var input = Read(told.Input, ref flagged);
        var reasoning = Read(told.Reasoning, ref flagged);
        var audioOut = Read(told.AudioOut, ref flagged);
        var output = Read(told.Output, ref flagged);

        var uncached = told.InputExcludesCache ? Minus(input, audioIn, ref flagged) : Minus(input, cached + write5m + write1h + audioIn, ref flagged);
        var visible = told.OutputExcludesReasoning ? Minus(output, audioOut, ref flagged) : Minus(output, reasoning + audioOut, ref flagged);

        // Reasoning that claims more than the output it is part of would bill tokens nobody told of.
        reasoning = told.OutputExcludesReasoning || told.Output is null ? reasoning : Math.Min(reasoning, output);

        var usage = new TokenUsage
        {
            Uncached = uncached + toolInput,
            CacheRead = cached,
            CacheWrite5m = write5m,
            CacheWrite1h = write1h,
            AudioIn = audioIn,
            Output = visible,
            Reasoning = reasoning,
            AudioOut = audioOut,
        };
        var gap = told.Total is { } total ? total - usage.Total : 0;
        if (gap > 0 && totalGapIsReasoning)
        {
            usage = usage with { Reasoning = usage.Reasoning + gap };
        }
        else
        {
            flagged |= gap > 0;
        }

        return flagged ? usage with { IsFlagged = true } : usage;
    }

    private static long Read(long? count, ref bool flagged)
    {
        flagged |= count < 0;
        return Math.Max(0, count ?? 0);
    }

    private static long Minus(long whole, long parts, ref bool flagged)
    {
        flagged |= parts > whole;
        return Math.Max(0, whole - parts);
    }
}
