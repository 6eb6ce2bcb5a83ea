using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Upstreams;

/// <summary>The named spans that may change when an ask crosses in its own language: <c>model</c>, <c>stream_options</c>, and our own member.</summary>
internal static class RelayEdits
{
    private static readonly byte[] UsageOptions = ",\"stream_options\":{\"include_usage\":true}"u8.ToArray();
    private static readonly byte[] UsageObject = "{\"include_usage\":true}"u8.ToArray();
    private static readonly byte[] UsageMember = ",\"include_usage\":true"u8.ToArray();
    private static readonly byte[] OnlyUsageMember = "\"include_usage\":true"u8.ToArray();
    private static readonly byte[] True = "true"u8.ToArray();

    /// <summary>Makes the edits, in ascending order; empty when the ask is relayed byte for byte.</summary>
    /// <param name="exchange">A fork.</param>
    /// <param name="injectsUsage">Whether a usage chunk was asked of the upstream that the caller did not ask for.</param>
    public static List<SpanEdit> For(Exchange exchange, out bool injectsUsage)
    {
        var lens = exchange.Ask.Lens;
        var candidate = exchange.Candidate!;
        var edits = new List<SpanEdit>(4);
        if (lens.BanyanSpan is { } ours)
        {
            edits.Add(new SpanEdit(ours, default));
        }

        if (exchange.Ask.Path.Model is null && !string.Equals(lens.Model, candidate.Model.Name, StringComparison.Ordinal))
        {
            var name = JsonEncodedText.Encode(candidate.Model.Name).EncodedUtf8Bytes;
            edits.Add(lens.ModelSpan is { } span
                ? new SpanEdit(span, Concat("\""u8, name, "\""u8))
                : new SpanEdit(new ByteSpan(lens.EndOfObject, 0), Concat(",\"model\":\""u8, name, "\""u8)));
        }

        Repeats(exchange.Ask, candidate.Model.Name, edits);
        injectsUsage = exchange is { Operation: Operation.Chat, Ask.Dialect.Id: DialectId.OpenAiChat } && lens is { Streams: true, WantsUsageChunk: false }
            && !candidate.Provider.Is("includeUsage", "unsupported") && !candidate.Provider.Is("includeUsage", "always");
        if (injectsUsage)
        {
            edits.Add(IncludeUsage(exchange.Ask));
        }

        edits.Sort(static (left, right) => left.Span.Start.CompareTo(right.Span.Start));
        return edits;
    }

    // The provider refuses a request in the body for another model than the path's; the form with and without prefix is the caller's.
    private static void Repeats(WireBody ask, string model, List<SpanEdit> edits)
    {
        foreach (var span in ask.Lens.ModelRepeats)
        {
            var said = span.Of(ask.Bytes.Span)[1..^1];
            var prefix = said.StartsWith("models/"u8) && !model.StartsWith("models/", StringComparison.Ordinal) ? "models/"u8 : default;
            var name = JsonEncodedText.Encode(model).EncodedUtf8Bytes;
            if (!said.SequenceEqual([.. prefix, .. name]))
            {
                edits.Add(new SpanEdit(span, Concat([(byte)'"', .. prefix], name, "\""u8)));
            }
        }
    }

    private static SpanEdit IncludeUsage(WireBody ask)
    {
        var lens = ask.Lens;
        if (lens.IncludeUsageSpan is { } flag)
        {
            return new SpanEdit(flag, True);
        }

        if (lens.StreamOptionsSpan is not { } options)
        {
            return new SpanEdit(new ByteSpan(lens.EndOfObject, 0), UsageOptions);
        }

        var value = options.Of(ask.Bytes.Span);
        if (value[0] != (byte)'{')
        {
            return new SpanEdit(options, UsageObject);
        }

        var isEmpty = value[1..^1].IndexOfAnyExcept(" \t\r\n"u8) < 0;
        return new SpanEdit(new ByteSpan(options.End - 1, 0), isEmpty ? OnlyUsageMember : UsageMember);
    }

    private static byte[] Concat(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third) => [.. first, .. second, .. third];
}
