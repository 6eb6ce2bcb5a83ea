using System.Text.Json.Nodes;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Tests.GoldenData;

[Trait("needs", "data")]
public sealed class GoldenTests(ITestOutputHelper output)
{
    private const int InScope = 74;
    private const double AgreementWanted = 0.95;

    public static TheoryData<string> Names => [.. GoldenCases.All.Select(one => one.Name)];

    [Fact]
    public void Every_expectation_is_in_scope_or_named_as_out_of_it()
    {
        GoldenCases.Expectations.Count.ShouldBe(89);
        GoldenCases.All.Count.ShouldBe(InScope);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_result_agrees_with_its_expectation_or_with_a_known_deviation(string name)
    {
        var one = GoldenCases.All.Single(any => any.Name == name);
        Differences(one, KnownDeviations.Of(one)).ShouldBeEmpty();
    }

    [Fact]
    public void At_least_ninety_five_of_a_hundred_cases_agree()
    {
        var plain = 0;
        var agreeing = 0;
        foreach (var one in GoldenCases.All)
        {
            var differences = Try(one, []);
            var known = KnownDeviations.Of(one).ToList();
            plain += differences.Count == 0 ? 1 : 0;
            agreeing += differences.Count == 0 || (known.Count > 0 && known.All(rule => !rule.CountsAgainst) && Try(one, known).Count == 0) ? 1 : 0;
            if (differences.Count > 0)
            {
                output.WriteLine($"{one.Name} [{string.Join(", ", KnownDeviations.Of(one).Select(known => known.Rule))}]");
                differences.ForEach(difference => output.WriteLine($"    {difference}"));
            }
        }

        output.WriteLine($"{agreeing} of {InScope} agree ({100.0 * agreeing / InScope:F1} %); {plain} without the known deviations ({100.0 * plain / InScope:F1} %).");
        ((double)agreeing / InScope).ShouldBeGreaterThanOrEqualTo(AgreementWanted);
    }

    [Theory]
    [InlineData("requests/completions/full.anthropic.snap", "/n")]
    [InlineData("requests/messages/responses_agent_subset.responses.snap", "/messages/0/content/3")]
    public void A_refused_ask_differs_no_further_than_written_down(string name, string refused)
    {
        var one = GoldenCases.All.Single(any => any.Name == name);
        GoldenRunner.Run(one).Json["refused"]!.GetValue<string>().ShouldBe(refused);

        var expected = KnownDeviations.OfRest(one).Aggregate(one.Expected.Value.Json!, (json, known) => known.Apply(json));
        GoldenComparison.Differences(expected, GoldenRunner.Rest(one, refused)).ShouldBeEmpty();
    }

    [Fact]
    public void A_known_deviation_names_a_case_and_is_written_down()
    {
        var page = File.ReadAllText(Page("docs/wire/deviations.md"));
        foreach (var known in KnownDeviations.All.Concat(KnownDeviations.Rest))
        {
            page.ShouldContain($"| {known.Rule} | ");
            GoldenCases.All.ShouldContain(one => one.Name.StartsWith(known.Case, StringComparison.Ordinal), known.Case);
            known.Reason.ShouldNotBeNullOrWhiteSpace();
        }
    }

    private static string Page(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.ShouldNotBeNull().FullName, path);
    }

    private static List<string> Try(GoldenCase one, IReadOnlyList<KnownDeviation> known)
    {
        try
        {
            return Differences(one, known);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [$"{e.GetType().Name}: {e.Message}"];
        }
    }

    private static List<string> Differences(GoldenCase one, IEnumerable<KnownDeviation> known)
    {
        var result = GoldenRunner.Run(one);
        var expected = result.Expected;
        var parsed = one.Expected.Value.Parsed;
        foreach (var deviation in known)
        {
            expected = deviation.Apply(expected);
            parsed = deviation.ApplyUsage(parsed);
        }

        var found = GoldenComparison.Differences(expected, result.Json);
        if (parsed?["input_tokens"] is not null && one.Kind is GoldenKind.Answer or GoldenKind.StreamedAnswer && result.Tokens is null)
        {
            found.Add("usage: none was read");
        }

        if (result.Tokens is { } tokens && parsed is not null)
        {
            CompareUsage(one, parsed, tokens, found);
        }

        return found;
    }

    private static void CompareUsage(GoldenCase one, JsonObject parsed, TokenUsage tokens, List<string> found)
    {
        // Anthropic's input stands beside what was cached, everybody else's holds it.
        var input = one.To == DialectId.Anthropic ? tokens.Uncached + tokens.AudioIn : tokens.Prompt;
        foreach (var (name, ours) in new (string, long)[]
        {
            ("input_tokens", input),
            ("total_tokens", input + tokens.Completion),
            ("output_tokens", tokens.Completion),
            ("reasoning_tokens", tokens.Reasoning),
            ("cached_input_tokens", tokens.CacheRead),
            ("cache_creation_input_tokens", tokens.CacheWrite5m + tokens.CacheWrite1h),
            ("input_audio_tokens", tokens.AudioIn),
            ("output_audio_tokens", tokens.AudioOut),
        })
        {
            if (parsed[name]?.GetValue<long>() is { } told && told != ours)
            {
                found.Add($"usage {name}: expected {told}, got {ours}");
            }
        }
    }
}
