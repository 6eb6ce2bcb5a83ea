using System.Diagnostics;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Tests.Language;

public sealed class ParserFuzzTests
{
    private const int Inputs = 20_000;

    private static readonly string[] Pieces =
    [
        "{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "=", "|", "&", "...", ".", "\"", "\"\"\"", "\\", "\\u", "\\u{", "\uD83D", "\uDE00", "\0", "\uFEFF", "#", "\r", "\n",
        "a", "on", "query", "fragment", "type", "extend", "directive", "null", "true", "-", "0", "1", "1.5e", "9", " ", ",", "\t", "é", "schema {", "union U =",
    ];

    [Fact]
    public void Any_input_is_a_document_or_a_told_error()
    {
        var random = new Random(20_250_903);
        var watch = Stopwatch.StartNew();
        var isFull = TestRun.IsFull;
        var (read, refused) = (0, 0);
        for (var count = 0; count < Inputs || (isFull && watch.Elapsed < TimeSpan.FromSeconds(60)); count++)
        {
            var source = count % 4 == 0 ? Random(random) : Mutate(random, count % 2 == 0 ? Sources.Executable : Sources.TypeSystem);
            var parsed = GraphParser.Parse(source, ParserLimits.Default);
            if (parsed.IsGood)
            {
                read++;
                var printed = GraphPrinter.Print(parsed.Value);
                Assert.Equal(printed, GraphPrinter.Print(GraphParser.Parse(printed, ParserLimits.Default).Value!));
            }
            else
            {
                refused++;
                Assert.StartsWith("Syntax Error: ", parsed.Error.Message, StringComparison.Ordinal);
                Assert.InRange(Assert.Single(parsed.Error.Locations).Column, 1, source.Length + 1);
            }
        }

        Assert.True(read > Inputs / 20 && refused > Inputs / 20, $"{read} read, {refused} refused");
    }

    private static string Random(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static string Mutate(Random random, string source)
    {
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var start = random.Next(source.Length);
            var end = Math.Min(source.Length, start + random.Next(12));
            source = random.Next(3) switch
            {
                0 => source.Remove(start, end - start),
                1 => source.Insert(start, Pieces[random.Next(Pieces.Length)]),
                _ => source.Insert(random.Next(source.Length), source[start..end]),
            };
        }

        return source;
    }
}
