using System.Globalization;
using System.Text;
using Banyan.Wire;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Upstreams.Mock;

/// <summary>Decides what the mock says: a call where a tool fits, JSON where a schema is asked for, else a sentence about what it was told.</summary>
internal static class MockAnswer
{
    public static IEnumerable<HubEvent> To(HubAsk ask, AskLens lens, MockScript script, AnswerFacts facts)
    {
        yield return new HubStart($"mock-{facts.ExchangeId}", $"mock/{script.Model}", facts.StartedUnixSeconds);
        var written = 0;
        if (script.Thinks || ask.Reasoning is { Value.IsDisabled: false })
        {
            const string Thought = "The mock thinks about what to say.";
            written += Thought.Length;
            yield return new HubThoughtDelta(0, JsonText.From(Thought));
            yield return new HubThoughtEnd(0, null, IsRedacted: false);
        }

        var calls = MockTools.CallsFor(ask, script.Model);
        for (var i = 0; i < calls.Count; i++)
        {
            var arguments = JsonText.From(calls[i].Arguments);
            written += arguments.Escaped.Length;
            yield return new HubCallStart(0, i, $"call_{facts.ExchangeId}_{i.ToString(CultureInfo.InvariantCulture)}", calls[i].Name);
            yield return new HubCallDelta(0, i, arguments);
            yield return new HubCallEnd(0, i);
        }

        foreach (var piece in calls.Count > 0 ? [] : Pieces(Text(ask, script)))
        {
            written += Encoding.UTF8.GetByteCount(piece);
            yield return new HubTextDelta(0, JsonText.From(piece));
        }

        yield return new HubFinish(0, calls.Count > 0 ? HubFinishReason.ToolCalls : HubFinishReason.Stop);
        if (!script.HidesUsage)
        {
            yield return new HubUsage(new ReportedUsage { Input = lens.EstimatedInputTokens, Output = Estimator.OutputTokens(written) });
        }

        yield return new HubEnd();
    }

    private static string Text(HubAsk ask, MockScript script)
    {
        if (script.WordCount is { } count)
        {
            return string.Join(' ', Enumerable.Range(1, count).Select(number => $"word{number.ToString(CultureInfo.InvariantCulture)}"));
        }

        if (ask.Format?.Value is { Kind: not HubFormatKind.Text } format)
        {
            return format.Schema is { IsEmpty: false } schema ? SchemaExample.Of(schema, MockTools.LastUserText(ask)) : """{"mock":true}""";
        }

        return MockTools.ResultsText(ask) is { } results
            ? $"This is Banyan's mock model. The tools say: {results}"
            : $"This is Banyan's mock model. You said: {MockTools.LastUserText(ask)}";
    }

    /// <summary>Cuts text before each space, so that a stream has something to stream.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var space = text.IndexOf(' ', Math.Min(start + 1, text.Length));
            var end = space < 0 ? text.Length : space;
            yield return text[start..end];
            start = end;
        }
    }
}
