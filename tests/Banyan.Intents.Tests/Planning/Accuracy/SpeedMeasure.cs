using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Intents.Planning.Lexical;
using Banyan.Intents.Spine;
using Banyan.TestKit;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Tests.Planning.Accuracy;

/// <summary>How long plans take with 150 intents of 100 examples, and how long the index takes to build.</summary>
internal static class SpeedMeasure
{
    /// <summary>Plans 600 sentences after 200 that warm up.</summary>
    public static (TimeSpan Build, double P50Ms, double P95Ms) Run()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(TestFiles.Find("intents", "clinc150.json")));
        var schema = JsonSchema.Any with { Type = "object" };
        var intents = file.RootElement.GetProperty("train").EnumerateArray().GroupBy(pair => pair[1].GetString()!, pair => pair[0].GetString()!, StringComparer.Ordinal)
            .Select(group => new Intent { Key = "a." + group.Key, Title = group.Key.Replace('_', ' '), Examples = [.. group.Take(100)], Params = schema, Result = schema, Effect = Effect.Read, Hash = group.Key })
            .OrderBy(intent => intent.Key, StringComparer.Ordinal).ToList();
        var catalogue = new IntentCatalogue("sha256:speed", intents.ToFrozenDictionary(intent => intent.Key, StringComparer.Ordinal));
        var subject = new Subject { Tenant = "t", Id = "u", Caller = new Caller { Tenant = "t", Service = "s", KeyId = "k", Grants = Grants.All } };
        PlanRequest Ask(string text) => new() { Text = text, Subject = subject, Catalogue = catalogue, Visible = intents, Budget = new RunBudget(0, 0, 0) };

        var planner = new LexicalPlanner(new FakeClock());
        var clock = Stopwatch.GetTimestamp();
        planner.IndexOf(Ask("x"));
        var build = Stopwatch.GetElapsedTime(clock);
        var times = new List<double>();
        foreach (var text in file.RootElement.GetProperty("val").EnumerateArray().Where((_, i) => i % 4 == 0).Take(800).Select(pair => pair[0].GetString()!))
        {
            clock = Stopwatch.GetTimestamp();
            planner.Plan(Ask(text));
            times.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }

        var counted = times.Skip(200).Order().ToList();
        return (build, counted[counted.Count / 2], counted[counted.Count * 95 / 100]);
    }
}
