using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Transport;
using Banyan.GraphQL.Validation;

namespace Banyan.Benchmarks.Engine;

/// <summary>The GraphQL engine's figures in process, written as the last section of a page.</summary>
internal static class EngineFigures
{
    private const string Heading = "\n## In process\n";
    private const int Subscriptions = 10_000;

    private static readonly EngineGraph Graph = new();

    /// <summary>Measures, and replaces the section of the page.</summary>
    public static async Task WriteAsync(string page, string commit)
    {
        var figures = Figures().ToArray();
        var idle = await IdleAsync();
        var text = new StringBuilder(Heading).Append(CultureInfo.InvariantCulture, $"""

            Written by `bench/graphql/engine` at {commit}: medians of 15 rounds on one thread, after a second of warm-up. Times move with the machine; bytes do not.

            | what | takes | allocates | bound |
            |---|---|---|---|

            """);
        foreach (var figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {figure.What} | {figure.Microseconds:0.##} us | {figure.Bytes:0} B | {figure.Bound} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"| one of {Subscriptions} idle event streams, its pipe included | | {idle:0} B kept | 20 KB |\n");
        if (figures.Where(figure => figure.IsOver).ToArray() is { Length: > 0 } over)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nNot within their bound: {string.Join("; ", over.Select(figure => FormattableString.Invariant($"{figure.What} ({figure.Microseconds:0.##} us, {figure.Bytes:0} B, where {figure.Bound} is asked)")))}.\n");
        }

        var before = File.Exists(page) ? await File.ReadAllTextAsync(page) : "# GraphQL\n";
        var at = before.IndexOf(Heading, StringComparison.Ordinal);
        await File.WriteAllTextAsync(page, $"{(at < 0 ? before : before[..at])}{text}");
        Console.Write(text);
    }

    private static IEnumerable<Figure> Figures()
    {
        var (kilobyte, bytes) = (EngineGraph.Kilobyte, Encoding.UTF8.GetByteCount(EngineGraph.Kilobyte));
        var forgetful = new GraphServerOptions { MaxPlanBytes = 0, MayIntrospect = static _ => false };
        var unread = $"{kilobyte[..kilobyte.LastIndexOf('}')]}!";
        var invalid = kilobyte.Replace("d: price", "d: prize", StringComparison.Ordinal);
        yield return Answer($"parse {bytes} B: refused at the last letter", "15 us a KB", unread, forgetful, isGood: false);
        yield return Answer("parse and validate it: refused for a field that is not there", "75 us", invalid, forgetful, isGood: false);
        yield return Answer("parse, validate, plan and run it for no rows", "", kilobyte.Replace("= 10", "= 0", StringComparison.Ordinal), forgetful, isGood: true);

        yield return Answer("`{ __typename }`, its plan found by its text", "3 us, 1 KB", "{ __typename }", new GraphServerOptions(), isGood: true);
        yield return Answer("50 fields, likewise", "", EngineGraph.Fifty, new GraphServerOptions(), isGood: true);
        yield return Answer("1,000 leaves, likewise", "151 us, 64 KB", EngineGraph.Thousand, new GraphServerOptions(), isGood: true);

        yield return Answer("refuse 40 KB of nested braces", "1 ms", new string('{', 40 << 10), forgetful, isGood: false);
        var same = $"{{ rows {{ {string.Concat(Enumerable.Repeat("id name ", 1 << 17))}}} }}";
        yield return Answer($"refuse {same.Length >> 10} KB of a field again and again", "200 ms", same, forgetful, isGood: false);
        var lifted = new QueryLimits { MaxFields = int.MaxValue, MaxSteps = int.MaxValue };
        yield return Answer(
            "validate it with tokens unbounded, refuse it for an unknown field", "200 ms", same.Replace("} }", "unknown } }", StringComparison.Ordinal),
            forgetful with { Query = lifted, Parsing = ParserLimits.Default with { MaxTokens = int.MaxValue } }, isGood: false);
    }

    /// <summary>A document's text to its answer's JSON.</summary>
    private static Figure Answer(string what, string bound, string document, GraphServerOptions options, bool isGood)
    {
        var server = new GraphServer(EngineGraph.Schema, options);
        var context = Graph.Context;
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        return Figure.Of(what, bound, () =>
        {
            var running = server.ExecuteAsync(document, null, context, CancellationToken.None);
            Expect(running.IsCompletedSuccessfully);
            using var result = running.GetAwaiter().GetResult();
            Expect(isGood == (result.Errors.Count == 0));
            buffer.ResetWrittenCount();
            result.WriteTo(buffer);
        });
    }

    /// <summary>Bytes an event stream keeps while nothing happens.</summary>
    private static async Task<double> IdleAsync()
    {
        using var over = new CancellationTokenSource();
        var server = new GraphServer(EngineGraph.Schema, new GraphServerOptions { MaxStreamsPerKey = int.MaxValue });
        var kept = new List<(Pipe Pipe, Task Writing)>(Subscriptions);
        await OpenAsync(100);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await OpenAsync(Subscriptions);
        var bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Subscriptions;
        Expect(kept.TrueForAll(one => !one.Writing.IsCompleted));
        await over.CancelAsync();
        await Task.WhenAll(kept.Select(one => one.Writing.ContinueWith(static _ => { }, TaskScheduler.Default)));
        return bytes;

        async Task OpenAsync(int count)
        {
            for (var index = 0; index < count; index++)
            {
                var body = PipeReader.Create(new ReadOnlySequence<byte>("""{"query":"subscription { nothing }"}"""u8.ToArray()));
                var reply = await server.HandleAsync(new GraphRequest("POST", body) { Accept = "text/event-stream", ContentType = "application/json" }, Graph.Context, over.Token);
                var pipe = new Pipe();
                kept.Add((pipe, reply.WriteAsync(pipe.Writer, over.Token).AsTask()));
            }
        }
    }

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("What is measured did not do what it should.");
        }
    }
}
