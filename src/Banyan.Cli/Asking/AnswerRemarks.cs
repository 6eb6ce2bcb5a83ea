using System.Globalization;

namespace Banyan.Cli.Asking;

/// <summary>What a person should know about an answer, behind it: why it is short, and the last line with tokens, cost, seconds and model.</summary>
internal static class AnswerRemarks
{
    public static IEnumerable<string> Of(ChatAnswer answer)
    {
        if (answer.FinishReason == "length")
        {
            yield return "The model stopped at its limit of tokens: the answer is not finished.";
        }
        else if (answer.FinishReason == "content_filter")
        {
            yield return "The provider's content filter ended the answer.";
        }

        yield return string.Join(", ", Parts(answer));
    }

    private static IEnumerable<string> Parts(ChatAnswer answer)
    {
        yield return answer is { InputTokens: { } input, OutputTokens: { } output }
            ? string.Create(CultureInfo.InvariantCulture, $"{input} + {output} tokens")
            : "tokens not told";
        yield return answer.CostUsd is { } cost ? $"{cost} USD" : "cost not told";
        yield return string.Create(CultureInfo.InvariantCulture, $"{answer.Took.TotalSeconds:0.0} s");
        yield return (answer.Model ?? "model not told") + (answer.IsMock ? " (mock)" : "");
    }
}
